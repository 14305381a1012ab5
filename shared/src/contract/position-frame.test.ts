import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  createPositionFrame,
  decodePositionFrame,
  eachMoved,
  fitsMove,
  headingDegOf,
  headingOf,
  writeStep,
} from './position-frame.ts';

const step = fc.integer({ min: -2047, max: 2047 });
const byte = fc.nat(255);
const u32 = fc.nat(2 ** 32 - 1);
const e6 = fc.integer({ min: -180_000_000, max: 180_000_000 });
const placedRow = fc.record({
  key: u32,
  lonE6: e6,
  latE6: e6,
  fixAtS: u32,
  speed: byte,
  heading: byte,
});
const movedRow = fc.record({ gap: fc.nat(40), lon: step, lat: step, speed: byte, age: byte });
type PlacedRow = {
  key: number;
  lonE6: number;
  latE6: number;
  fixAtS: number;
  speed: number;
  heading: number;
};
type MovedRow = { gap: number; lon: number; lat: number; speed: number; age: number };
const given: fc.Arbitrary<Given> = fc.record({
  number: u32,
  afterNumber: u32,
  serverAtMs: fc.nat(),
  firstKey: fc.nat(1_000_000),
  gone: fc.array(u32, { maxLength: 5 }),
  placed: fc.array(placedRow, { maxLength: 20 }),
  moved: fc.array(movedRow, { maxLength: 60 }),
});

type Given = {
  gone: number[];
  placed: PlacedRow[];
  moved: MovedRow[];
  number: number;
  afterNumber: number;
  serverAtMs: number;
  firstKey: number;
};
function written({ gone, placed, moved, ...head }: Given) {
  let key = head.firstKey - 1;
  const keys = moved.map(({ gap }) => (key += gap + 1));
  const bitmapBytes = keys.length === 0 ? 0 : Math.ceil((key - head.firstKey + 1) / 32) * 4;
  const made = createPositionFrame(head, {
    gone: gone.length,
    placed: placed.length,
    moved: moved.length,
    bitmapBytes,
  });
  const { frame } = made;
  frame.gone.set(gone);
  placed.forEach((row, i) => {
    frame.placed.key[i] = row.key;
    frame.placed.lonE6[i] = row.lonE6;
    frame.placed.latE6[i] = row.latE6;
    frame.placed.fixAtS[i] = row.fixAtS;
    frame.placed.speedKph[i] = row.speed;
    frame.placed.heading[i] = row.heading;
  });
  moved.forEach((row, i) => {
    const bit = (keys[i] ?? 0) - head.firstKey;
    frame.moved.bitmap[bit >> 3] = (frame.moved.bitmap[bit >> 3] ?? 0) | (1 << (bit & 7));
    writeStep(frame.moved, i, row.lon, row.lat);
    frame.moved.speedKph[i] = row.speed;
    frame.moved.ageS[i] = row.age;
  });
  return { buffer: made.buffer, keys };
}

it('gives back every row that was put in', () => {
  fc.assert(
    fc.property(given, (input) => {
      const { buffer, keys } = written(input);
      const frame = decodePositionFrame(buffer);
      if (!frame) throw new Error('not a frame');
      expect([frame.number, frame.afterNumber, frame.serverAtMs]).toEqual([
        input.number,
        input.afterNumber,
        input.serverAtMs,
      ]);
      expect([...frame.gone]).toEqual(input.gone);
      expect([...frame.placed.key]).toEqual(input.placed.map(({ key }) => key));
      expect([...frame.placed.latE6]).toEqual(input.placed.map(({ latE6 }) => latE6));
      expect([...frame.placed.heading]).toEqual(input.placed.map(({ heading }) => heading));
      const moves: number[][] = [];
      eachMoved(frame.moved, (key, i, lon, lat) =>
        moves.push([key, lon, lat, frame.moved.speedKph[i] ?? -1, frame.moved.ageS[i] ?? -1]),
      );
      expect(moves).toEqual(
        input.moved.map(({ lon, lat, speed, age }, i) => [keys[i], lon, lat, speed, age]),
      );
    }),
  );
});

it('refuses bytes that are no frame', () => {
  const head = { number: 1, afterNumber: 0, serverAtMs: 1, firstKey: 0 };
  const shape = { gone: 0, placed: 1, moved: 0, bitmapBytes: 4 };
  const { buffer, frame } = createPositionFrame(head, shape);
  expect(decodePositionFrame(buffer)).not.toBeNull();
  expect(decodePositionFrame(buffer.slice(0, 9))).toBeNull();
  expect(decodePositionFrame(buffer.slice(0, -1))).toBeNull();
  // A bit without its row.
  frame.moved.bitmap[0] = 1;
  expect(decodePositionFrame(buffer)).toBeNull();
});

it('moves rows only as far as twelve bits reach, and as late as a byte tells', () => {
  expect(fitsMove(2047, -2047, 255)).toBe(true);
  expect(fitsMove(2048, 0, 0)).toBe(false);
  expect(fitsMove(0, -2048, 0)).toBe(false);
  expect(fitsMove(0, 0, 256)).toBe(false);
  expect(fitsMove(0, 0, -1)).toBe(false);
});

it('turns headings into bytes and back', () => {
  expect([0, 90, 180, 270, 359.9].map(headingOf)).toEqual([0, 64, 128, 192, 0]);
  expect([0, 64, 128, 192].map(headingDegOf)).toEqual([0, 90, 180, 270]);
});
