import type { Worker } from 'node:worker_threads';
import { wallMsOf } from './elapsed.ts';

/** That a thread has ended though nobody closed it. */
export type ThreadDeath = {
  /** Resolves with the reason. */
  died: Promise<string>;
  /** Null while it lives, or when it was closed. */
  sinceMs: () => number | null;
};

export function watchForDeath(
  worker: Worker,
  nowMs: () => number,
  isClosing: () => boolean,
  reason: () => string,
): ThreadDeath {
  let beganMs: number | null = null;
  const died = new Promise<string>((resolve) => {
    worker.once('exit', () => {
      if (isClosing()) return;
      beganMs = performance.now();
      resolve(reason());
    });
  });
  return { died, sinceMs: () => (beganMs === null ? null : wallMsOf(beganMs, nowMs)) };
}
