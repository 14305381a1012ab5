import type { WorkerLink } from './worker-link.ts';

const firstAfterMs = 1_000;
const everyMs = 60_000;
/** Between two slices everybody else has the disk. */
const betweenSlicesMs = 200;

/** A clock that never goes ahead of the time that has really passed, whatever `nowMs` is set to. */
function steadyClock(nowMs: () => number): () => number {
  let startMs = nowMs() - performance.now();
  return () => {
    startMs = Math.min(startMs, nowMs() - performance.now());
    return startMs + performance.now();
  };
}

/**
 * What the store does for itself each minute: keeps its reserve, notes how far the log has come, and
 * lets go of old names in small slices. What fails is tried again in the next minute.
 */
export function startUpkeep(link: WorkerLink, nowMs: () => number): { stop: () => void } {
  const steadyMs = steadyClock(nowMs);
  let next: NodeJS.Timeout;
  let isStopped = false;

  const plan = (work: () => Promise<void>, inMs: number): void => {
    if (isStopped) return;
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
    const gone = await link.call('prune', steadyMs());
    if (gone > 0) plan(pruneSlice, betweenSlicesMs);
    else plan(noteAndPrune, everyMs);
  }

  plan(noteAndPrune, firstAfterMs);
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(next);
    },
  };
}
