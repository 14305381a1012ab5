import { afterAll, vi } from 'vitest';

/**
 * Files of one worker share their world: what one has put in place of `fetch` or of the clock, the
 * next would take for real.
 */
afterAll(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.useRealTimers();
  vi.restoreAllMocks();
});
