/** Seeded dice (mulberry32): a case that fails can be thrown again. */
export type Dice = {
  /** A whole number in [0, below). */
  whole: (below: number) => number;
};

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { whole: (below) => Math.floor(next() * below) };
}
