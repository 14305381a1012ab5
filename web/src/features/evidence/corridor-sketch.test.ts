import { expect, it } from 'vitest';
import { departureOf, fitTo } from './corridor-sketch.ts';

const corridor: [number, number][] = [
  [121, 31],
  [122, 31],
];

it('finds where a track left its corridor, and how far it went', () => {
  const track = {
    atMs: [1, 2, 3, 4],
    lon: [121.1, 121.2, 121.3, 121.4],
    lat: [31, 31.01, 31.02, 31],
  };
  const departure = departureOf(track, corridor, 500);
  expect(departure).toMatchObject({ index: 1, atMs: 2 });
  expect(departure?.farthestM).toBeGreaterThan(2_000);
  expect(departureOf({ ...track, lat: [31, 31, 31, 31] }, corridor, 500)).toBeNull();
});

it('keeps every point inside, north up', () => {
  const at = fitTo(
    [
      [121, 31],
      [122, 32],
    ],
    100,
  );
  const [[westX, southY], [eastX, northY]] = [at([121, 31]), at([122, 32])];
  expect(northY).toBeLessThan(southY);
  expect(westX).toBeLessThan(eastX);
  for (const value of [westX, southY, eastX, northY]) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(100);
  }
});
