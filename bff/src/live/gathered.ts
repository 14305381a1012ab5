export type Gathered<T> = { add: (items: readonly T[]) => void; close: () => void };

/**
 * Hands on what it is given, at once and in order; but after each time it rests as long as `handOn`
 * says, and what comes meanwhile is handed on together. After `close` nothing is taken any more.
 */
export function createGathered<T>(handOn: (items: T[]) => { restMs: number }): Gathered<T> {
  let held: T[] = [];
  let resting: NodeJS.Timeout | null = null;
  let closed = false;

  function handOnHeld(): void {
    resting = null;
    if (held.length === 0) return;
    const items = held;
    held = [];
    const { restMs } = handOn(items);
    // A timer knows no fractions: who need not rest a whole one does not rest.
    if (restMs >= 1) resting = setTimeout(handOnHeld, restMs);
  }

  return {
    add: (items) => {
      if (closed) return;
      held.push(...items);
      if (resting === null) handOnHeld();
    },
    close: () => {
      closed = true;
      held = [];
      if (resting !== null) clearTimeout(resting);
    },
  };
}
