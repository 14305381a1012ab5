/** A glide lasts ten seconds at most, and each second of its end has a slot of its own. */
const slots = 16;

/** How fast the fastest glides are, without asking each row: the map draws no oftener than that shows. */
export type GlidePace = {
  /** A glide that ends at `endMs` and crosses so many 1e-6 degrees per millisecond. */
  note(endMs: number, e6PerMs: number): void;
  /** The fastest of what still glides at `nowMs`; 0 when all stand. */
  fastestAt(nowMs: number): number;
};

export function createGlidePace(): GlidePace {
  const secondOf = new Float64Array(slots);
  const fastest = new Float64Array(slots);
  return {
    note(endMs, e6PerMs) {
      const second = Math.ceil(endMs / 1000);
      const slot = second % slots;
      if (secondOf[slot] !== second) {
        secondOf[slot] = second;
        fastest[slot] = 0;
      }
      if (e6PerMs > (fastest[slot] ?? 0)) fastest[slot] = e6PerMs;
    },
    fastestAt(nowMs) {
      let found = 0;
      for (let slot = 0; slot < slots; slot++) {
        if ((secondOf[slot] ?? 0) * 1000 > nowMs) found = Math.max(found, fastest[slot] ?? 0);
      }
      return found;
    },
  };
}
