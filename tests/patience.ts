import { vi } from 'vitest';

/** As long as `expect.poll` has, see vitest.config.ts: vitest itself gives a busy machine one second. */
const patienceMs = 15_000;

const { waitFor } = vi;
vi.waitFor = (isSo, options = patienceMs) => waitFor(isSo, options);
