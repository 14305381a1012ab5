import { vi } from 'vitest';

/** As long as `expect.poll` has, see vitest.config.ts: vitest itself gives a busy machine one second. */
const patienceMs = 15_000;

/** Files of one worker share `vi`: it learns this once. */
const isPatient = Symbol.for('patient');
const { waitFor } = vi;
if (!(isPatient in waitFor)) {
  const patient: typeof waitFor = (isSo, options = patienceMs) => waitFor(isSo, options);
  vi.waitFor = Object.assign(patient, { [isPatient]: true });
}
