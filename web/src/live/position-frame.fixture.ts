import { createPositionFrame, headingOf, writeStep } from '@ftz/shared/contract/position-frame.ts';

export type Placed = {
  key: number;
  lonE6: number;
  latE6: number;
  fixAtMs: number;
  speedKph: number;
  headingDeg: number;
};
export type Moved = {
  key: number;
  lonStep: number;
  latStep: number;
  ageS: number;
  speedKph: number;
  headingDeg: number;
};
export type FrameParts = {
  number: number;
  afterNumber: number;
  serverAtMs: number;
  gone?: number[];
  placed?: Placed[];
  moved?: Moved[];
};

/** A frame as the server writes it, for tests; `moved` in the order of its keys. */
export function frameOf({ gone = [], placed = [], moved = [], ...head }: FrameParts): ArrayBuffer {
  const firstKey = moved[0]?.key ?? 0;
  const lastKey = moved.at(-1)?.key ?? -1;
  const bitmapBytes = moved.length === 0 ? 0 : Math.ceil((lastKey - firstKey + 1) / 32) * 4;
  const shape = { gone: gone.length, placed: placed.length, moved: moved.length, bitmapBytes };
  const { buffer, frame } = createPositionFrame({ ...head, firstKey }, shape);
  frame.gone.set(gone);
  placed.forEach((row, i) => {
    frame.placed.key[i] = row.key;
    frame.placed.lonE6[i] = row.lonE6;
    frame.placed.latE6[i] = row.latE6;
    frame.placed.fixAtS[i] = Math.floor(row.fixAtMs / 1000);
    frame.placed.speedKph[i] = row.speedKph;
    frame.placed.heading[i] = headingOf(row.headingDeg);
  });
  moved.forEach((row, i) => {
    const bit = row.key - firstKey;
    frame.moved.bitmap[bit >> 3] = (frame.moved.bitmap[bit >> 3] ?? 0) | (1 << (bit & 7));
    writeStep(frame.moved, i, row.lonStep, row.latStep);
    frame.moved.speedKph[i] = row.speedKph;
    frame.moved.heading[i] = headingOf(row.headingDeg);
    frame.moved.ageS[i] = row.ageS;
  });
  return buffer;
}
