import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StorageError } from './storage-error.ts';
import { columnsOf, drive, nowS, type Point, pointsOf } from './track.fixture.ts';
import { cutChunks, longestChunkS, mostInChunk, readChunk } from './track-chunk.ts';
import { decodeFrame, encodeFrame, orderByVehicle } from './track-frame.ts';
import { tidyPoints } from './track-order.ts';
import { PointList } from './track-points.ts';
import { VarintReader, VarintWriter } from './varint.ts';

const whole = { fromS: 0, toS: 2 ** 32 - 1 };
const unsigned = fc.integer({ min: 0, max: 2 ** 32 - 2 });
const signed = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

const anyPoint = (atS: fc.Arbitrary<number>): fc.Arbitrary<Point> =>
  fc.record({
    vehicle: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 2 ** 32 - 1 })),
    atS,
    lonE6: signed,
    latE6: signed,
    speedDkph: fc.nat({ max: 65_535 }),
    headingDeg: fc.nat({ max: 65_535 }),
    area: fc.nat({ max: 255 }),
  });

function listOf(points: readonly Point[]): PointList {
  const list = new PointList();
  list.append(columnsOf(points), 0, points.length);
  return list;
}

/** Each second once, the first of several, in order: told the slow way. */
function tidied(points: readonly Point[]): Point[] {
  const bySecond = new Map<number, Point>();
  for (const point of points) if (!bySecond.has(point.atS)) bySecond.set(point.atS, point);
  return [...bySecond.values()].sort((a, b) => a.atS - b.atS);
}

test('numbers and steps come back, however large', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(unsigned, signed)), (pairs) => {
      const writer = new VarintWriter();
      writer.begin(pairs.length * 2);
      for (const [value, step] of pairs) {
        writer.write(value);
        writer.writeStep(step);
      }
      const reader = new VarintReader(writer.written());
      for (const [value, step] of pairs) {
        expect(reader.read()).toBe(value);
        expect(reader.readStep()).toBe(step);
      }
      reader.end();
    }),
  );
});

describe('a frame', () => {
  test('gives back its points, sorted by vehicle, of each in the order of their coming', () => {
    fc.assert(
      fc.property(fc.array(anyPoint(unsigned), { maxLength: 60 }), (points) => {
        const columns = columnsOf(points);
        const { count, points: decoded } = decodeFrame(
          encodeFrame(columns, orderByVehicle(columns, points.length)),
        );
        const found = pointsOf(decoded, count, 0).map((point, row) => ({
          ...point,
          vehicle: decoded.vehicle[row] ?? 0,
        }));
        expect(found).toEqual([...points].sort((a, b) => a.vehicle - b.vehicle));
      }),
    );
  });

  test('of trucks on the road costs some 12 bytes a point', () => {
    const columns = columnsOf(Array.from({ length: 500 }, (_, i) => drive(i + 1, nowS, 1)).flat());
    expect(encodeFrame(columns, orderByVehicle(columns, 500)).length).toBeLessThan(500 * 13);
  });
});

describe('chunks', () => {
  const times = fc.oneof(
    fc.integer({ min: nowS, max: nowS + 300 }),
    fc.integer({ min: nowS, max: nowS + 20_000 }),
    unsigned,
  );

  test('give back each second of a vehicle once, in order, and of a range what lies in it', () => {
    fc.assert(
      fc.property(
        fc.array(anyPoint(times), { minLength: 1, maxLength: 300 }),
        fc.tuple(times, times),
        (points, [a, b]) => {
          const list = listOf(points);
          tidyPoints(list);
          const range = { fromS: Math.min(a, b), toS: Math.max(a, b) };
          const found = new PointList();
          const part = new PointList();
          for (const chunk of cutChunks(list)) {
            expect(chunk.count).toBeLessThanOrEqual(mostInChunk);
            expect(chunk.toS - chunk.fromS).toBeLessThan(longestChunkS);
            readChunk(chunk, whole, 7, found);
            readChunk(chunk, range, 7, part);
          }
          const expected = tidied(points).map((point) => ({ ...point, vehicle: 7 }));
          expect(pointsOf(found.columns, found.count, 7)).toEqual(expected);
          expect(pointsOf(part.columns, part.count, 7)).toEqual(
            expected.filter(({ atS }) => atS >= range.fromS && atS < range.toS),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('of a truck that stands cost less than a byte a point', () => {
    const standing = drive(1, nowS, 100).map((point, i) => ({
      ...point,
      atS: nowS + i * 5,
      lonE6: 121_600_000,
      latE6: 31_300_000,
      speedDkph: 0,
    }));
    const bytes = cutChunks(listOf(standing)).reduce((sum, { body }) => sum + body.length, 0);
    expect(bytes).toBeLessThan(100);
  });
});

describe('bytes that nobody wrote', () => {
  const isDamaged = (read: () => void): boolean => {
    try {
      read();
      return true;
    } catch (error) {
      return error instanceof StorageError && error.code === 'damaged';
    }
  };

  test('are damaged, or a track: never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: 300 }), (bytes, count) => {
        const body = Uint8Array.from([1 + (bytes.length % 2), ...bytes]);
        expect(isDamaged(() => decodeFrame(Uint8Array.from([1, ...bytes])))).toBe(true);
        expect(
          isDamaged(() => readChunk({ fromS: nowS, count, body }, whole, 1, new PointList())),
        ).toBe(true);
      }),
    );
  });

  test('of a cut or changed track are found out, or give as many points', () => {
    const [chunk] = cutChunks(listOf(drive(1, nowS, 90)));
    if (chunk === undefined) throw new Error('nothing was cut');
    for (let length = 0; length < chunk.body.length; length++) {
      const cut = { ...chunk, body: chunk.body.subarray(0, length) };
      expect(() => readChunk(cut, whole, 1, new PointList())).toThrow(/damaged/);
    }
  });
});
