const LF = 0x0a;

export type Cut = { line: string; overflow: boolean };

/**
 * Cuts a stream at line feeds, one line at a time, so that who reads may stop and take the rest as
 * bytes. A run longer than any line is told once, when it is, and skipped up to its end.
 */
export function createLineCutter(limitBytes: number) {
  let held: Uint8Array = new Uint8Array(0);
  let skipping = false;

  function next(): Cut | null {
    const end = held.indexOf(LF);
    if (end < 0) return overflow();
    const line = Buffer.from(held.subarray(0, end)).toString('utf8').trimEnd();
    held = held.subarray(end + 1);
    const skipped = skipping;
    skipping = false;
    if (skipped || line === '') return next();
    return { line: end > limitBytes ? '' : line, overflow: end > limitBytes };
  }

  function overflow(): Cut | null {
    if (held.length <= limitBytes) return null;
    held = new Uint8Array(0);
    const first = !skipping;
    skipping = true;
    return first ? { line: '', overflow: true } : null;
  }

  return {
    add(chunk: Uint8Array): void {
      held = held.length === 0 ? chunk.slice() : Buffer.concat([held, chunk]);
    },
    next,
    /** What follows the last line, as bytes. */
    rest(): Uint8Array {
      const rest = held;
      held = new Uint8Array(0);
      return rest;
    },
  };
}
