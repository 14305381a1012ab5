import type { ReloadReason } from '#live/wall-watch.ts';

const patienceMs = 5_000;

/** Only while the center answers: a browser that loads a page from nobody may show an error for good. */
export async function reloadWall(why: ReloadReason): Promise<void> {
  if ((await pageOfCenter()) === null) return;
  // Whoever looks into a wall's browser finds why it was loaded again.
  sessionStorage.setItem('wall-reloaded', `${why} ${new Date().toISOString()}`);
  location.reload();
}

/** As the center gives it now; null: it does not answer. */
export async function pageOfCenter(): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(location.pathname, { cache: 'no-store', signal });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
