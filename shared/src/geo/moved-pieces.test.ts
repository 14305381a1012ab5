import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gcj02ToWgs84 } from './gcj02.ts';
import { gridPlace, movedPieces, offsetInTiles } from './moved-pieces.ts';

const pointOfTheZone = fc.tuple(
  fc.double({ min: 121, max: 122.5, noNaN: true }),
  fc.double({ min: 30.3, max: 31.7, noNaN: true }),
);

it('puts what a picture in GCJ-02 shows within a pixel of where it is', () => {
  fc.assert(
    fc.property(pointOfTheZone, fc.integer({ min: 8, max: 17 }), (drawn, z) => {
      const [lon, lat] = gcj02ToWgs84(drawn);
      const [x, y] = gridPlace(z, [lon, lat]);
      const piece = movedPieces(z, Math.floor(x), Math.floor(y));
      const [sourceX, sourceY] = gridPlace(z, drawn);
      const from = piece.find((p) => p.x === Math.floor(sourceX) && p.y === Math.floor(sourceY));
      // At the very edge it may be the neighbour that shows it: then there is nothing to measure here.
      if (!from) return;
      const shown = [sourceX - from.x + from.left, sourceY - from.y + from.top];
      expect(Math.abs((shown[0] ?? 0) - (x - Math.floor(x))) * 256).toBeLessThan(1);
      expect(Math.abs((shown[1] ?? 0) - (y - Math.floor(y))) * 256).toBeLessThan(1);
    }),
  );
});

it('covers the whole of a tile', () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 17 }), pointOfTheZone, (z, point) => {
      const [x, y] = gridPlace(z, point).map(Math.floor) as [number, number];
      const pieces = movedPieces(z, x, y);
      expect(Math.min(...pieces.map(({ left }) => left))).toBeLessThanOrEqual(0);
      expect(Math.max(...pieces.map(({ left }) => left + 1))).toBeGreaterThanOrEqual(1);
      expect(Math.min(...pieces.map(({ top }) => top))).toBeLessThanOrEqual(0);
      expect(Math.max(...pieces.map(({ top }) => top + 1))).toBeGreaterThanOrEqual(1);
    }),
  );
});

it('moves nothing outside of China', () => {
  expect(offsetInTiles(10, 500, 300)).toEqual([expect.closeTo(0, 9), expect.closeTo(0, 9)]);
});
