import type { WorkerLink } from './worker-link.ts';

const firstAfterMs = 1_000;
const everyMs = 60_000;
/** Between two slices everybody else has the disk. */
const betweenSlicesMs = 200;

/**
 * What the store does for itself each minute: keeps its reserve, notes how far the log has come, and lets go of old
 * names in small slices. What fails is tried again in the next minute.
 */
export function startUpkeep(link: WorkerLink, nowMs: () => number): { stop: () => void } {
  let next: NodeJS.Timeout;

  const plan = (work: () => Promise<void>, inMs: number): void => {
    next = setTimeout(() => {
      work().catch(() => plan(noteAndPrune, everyMs));
    }, inMs).unref();
  };

  async function noteAndPrune(): Promise<void> {
    await link.call('keepReserve');
    await link.call('keepHead');
    await pruneSlice();
  }

  async function pruneSlice(): Promise<void> {
    const gone = await link.call('prune', nowMs());
    if (gone > 0) plan(pruneSlice, betweenSlicesMs);
    else plan(noteAndPrune, everyMs);
  }

  plan(noteAndPrune, firstAfterMs);
  return { stop: () => clearTimeout(next) };
}
