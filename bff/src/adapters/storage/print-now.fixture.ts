import { writeSync } from 'node:fs';

/**
 * Printed when this returns, by a process that may be killed at any moment: nothing waits in a buffer
 * of ours. The pipe does not block, so a reader that is slow is asked again.
 */
export function printNow(text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
