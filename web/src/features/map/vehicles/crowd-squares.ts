import type { LonLat } from '@ftz/shared/contract/position.ts';

/** Vehicles that would lie over each other, as one count in their midst. */
export type Crowd = { point: LonLat; count: number; stale: number };

const slots = 1 << 15;
export const noSlot = -1;

/** Which square of ground something stands in: one number, which wraps where a zone never reaches. */
export const squareAt = (column: number, row: number): number => (column * 65_536 + row) | 0;

/** What stands in each square of ground: a table of squares that is never allocated again. */
export function createCrowdSquares() {
  const squares = new Int32Array(slots);
  const counts = new Uint32Array(slots);
  const sums = new Float64Array(slots * 2);
  const stales = new Uint32Array(slots);
  const used: number[] = [];

  function slotOf(square: number): number {
    let slot = (Math.imul(square, 0x9e3779b1) >>> 17) & (slots - 1);
    for (let tries = 0; tries < slots; tries++) {
      if (counts[slot] === 0) {
        squares[slot] = square;
        used.push(slot);
        return slot;
      }
      if (squares[slot] === square) return slot;
      slot = (slot + 1) & (slots - 1);
    }
    return noSlot;
  }

  return {
    /** The slots in which anything stands. */
    used: used as readonly number[],
    squareOf: (slot: number): number => squares[slot] ?? 0,
    countOf: (slot: number): number => counts[slot] ?? 0,

    /** Answers the slot of the square, or `noSlot` where the table is full. */
    put(square: number, lonE6: number, latE6: number, isStale: boolean): number {
      const slot = slotOf(square);
      if (slot === noSlot) return slot;
      counts[slot] = (counts[slot] ?? 0) + 1;
      sums[slot * 2] = (sums[slot * 2] ?? 0) + lonE6;
      sums[slot * 2 + 1] = (sums[slot * 2 + 1] ?? 0) + latE6;
      if (isStale) stales[slot] = (stales[slot] ?? 0) + 1;
      return slot;
    },

    crowdIn(slot: number): Crowd {
      const count = counts[slot] ?? 1;
      const degrees = (of: number) => (sums[slot * 2 + of] ?? 0) / count / 1e6;
      return { point: [degrees(0), degrees(1)], count, stale: stales[slot] ?? 0 };
    },

    clear(): void {
      for (const slot of used) {
        counts[slot] = 0;
        stales[slot] = 0;
        sums[slot * 2] = 0;
        sums[slot * 2 + 1] = 0;
      }
      used.length = 0;
    },
  };
}
