/** A stream of dice: the same seed throws the same numbers on every machine. */
export type Random = {
  /** In [0, 1). */
  next: () => number;
  between: (low: number, high: number) => number;
  /** An element of a list that is not empty. */
  pick: <T>(list: readonly T[]) => T;
};

/** FNV-1a over the characters, so that streams of neighbouring labels are unrelated. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value >>> 0;
}

/**
 * Mulberry32 (32 bits of state, period 2³²): enough for traffic, not for secrets. Each truck has a
 * stream of its own, named by `label`, so that one more truck changes nobody else's journey.
 */
export function createRandom(seed: number, label = ''): Random {
  let state = hash(`${seed}/${label}`);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    pick: <T>(list: readonly T[]) => {
      if (list.length === 0) throw new Error('pick needs a list that is not empty');
      return list[Math.floor(next() * list.length)] as T;
    },
  };
}
