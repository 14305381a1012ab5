import { setTimeout as pause } from 'node:timers/promises';

/** Where a camera is asked for its events, and as whom. Addresses come from a technician, and nowhere else. */
export type CameraLink = {
  url: string;
  username: string;
  password: string;
  /** Of a recorder with several cameras: which of its channels this one is. */
  channel?: number;
};
export type CameraLinks = Readonly<Record<string, CameraLink>>;

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
/** A call that lasted so long had found its camera. */
const goodCallMs = 60_000;

/**
 * Calls until `signal` ends it, each time after a pause that doubles while calls fail at once. `call`
 * ends or rejects when its line is gone, which `ended` is told; nothing of it leaves here.
 */
export async function keepCalling(
  call: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  ended: () => void,
): Promise<void> {
  let pauseMs = firstPauseMs;
  while (!signal.aborted) {
    const begunMs = performance.now();
    try {
      await call(signal);
    } catch {
      // It is called again, whatever it was.
    }
    ended();
    if (performance.now() - begunMs > goodCallMs) pauseMs = firstPauseMs;
    // Spread, or a switch that comes back is called by all its cameras' clients at once.
    await pause(pauseMs * (0.75 + Math.random() / 2), null, { signal }).catch(() => {});
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}
