import { expect, it } from 'vitest';
import { createColumns } from '#live/vehicle-columns.ts';
import { joinCrowds } from './join-crowds.ts';
import { createCrowdFinder } from './vehicle-crowds.ts';

const freshFromS = 1_000;
/** Rows at these places, in 1e-6 degrees from [121.6, 31.3]. */
function columnsAt(places: readonly [lon: number, lat: number][]) {
  const columns = createColumns(Math.max(1, places.length));
  columns.rows = places.length;
  places.forEach(([lon, lat], row) => {
    columns.toE6[row * 2] = 121_600_000 + lon;
    columns.toE6[row * 2 + 1] = 31_300_000 + lat;
    columns.fixAtS[row] = freshFromS + 1;
  });
  return columns;
}
const rules = { zoom: 9, cellPx: 48, freshFromS };
const find = (places: readonly [number, number][], kept: readonly number[] = []) => {
  const hidden: number[] = [];
  const crowds = createCrowdFinder().find(
    columnsAt(places),
    rules,
    (row) => kept.includes(row),
    (row) => hidden.push(row),
  );
  return { crowds, hidden };
};
const close: [number, number][] = Array.from({ length: 6 }, (_, i) => [i * 10, i * 10]);

it('counts those that would lie over each other, and draws by itself whoever stands apart', () => {
  const { crowds, hidden } = find([...close, [400_000, 0]]);
  expect(crowds.map(({ count }) => count)).toEqual([6]);
  expect(hidden).toEqual([0, 1, 2, 3, 4, 5]);
  expect(crowds[0]?.point[0]).toBeCloseTo(121.600025, 5);
});

it('leaves three beside each other, and whoever is kept', () => {
  expect(find(close.slice(0, 3)).crowds).toEqual([]);
  const { crowds, hidden } = find(close, [0, 5]);
  expect(crowds[0]?.count).toBe(4);
  expect(hidden).toEqual([1, 2, 3, 4]);
});

it('does not flicker between a count and those that it counts', () => {
  const finder = createCrowdFinder();
  const look = (places: [number, number][], zoom = 9) =>
    finder.find(
      columnsAt(places),
      { ...rules, zoom },
      () => false,
      () => undefined,
    ).length;
  expect(look(close.slice(0, 3))).toBe(0);
  expect(look(close.slice(0, 4))).toBe(1);
  expect(look(close.slice(0, 3))).toBe(1);
  expect(look(close.slice(0, 2))).toBe(0);
  expect(look(close.slice(0, 4))).toBe(1);
  expect(look(close.slice(0, 3), 9.25)).toBe(0);
});

it('counts those in a yard also from near, where squares are many', () => {
  for (let zoom = 8; zoom <= 17; zoom += 0.25) {
    const [crowd] = createCrowdFinder().find(
      columnsAt(Array.from({ length: 40 }, () => [7, 7])),
      { ...rules, zoom },
      () => false,
      () => undefined,
    );
    expect(crowd?.count, `at zoom ${zoom}`).toBe(40);
  }
});

it('says how many of a crowd were not heard of lately', () => {
  const columns = columnsAt(close);
  columns.fixAtS[2] = freshFromS - 1;
  const [crowd] = createCrowdFinder().find(
    columns,
    rules,
    () => false,
    () => undefined,
  );
  expect(crowd?.stale).toBe(1);
});

it('loses nobody among many, at any zoom', () => {
  const places = Array.from({ length: 5_000 }, (_, i): [number, number] => [
    (i * 7_919) % 400_000,
    (i * 104_729) % 300_000,
  ]);
  const columns = columnsAt(places);
  const finder = createCrowdFinder();
  for (let zoom = 8; zoom < 15; zoom += 0.5) {
    let hidden = 0;
    const crowds = finder.find(
      columns,
      { ...rules, zoom },
      () => false,
      () => (hidden += 1),
    );
    expect(crowds.reduce((sum, { count }) => sum + count, 0)).toBe(hidden);
    const joined = joinCrowds(crowds, ([lon, lat]) => ({ x: lon * 1e4, y: lat * 1e4 }), {
      x: 60,
      y: 30,
    });
    expect(joined.reduce((sum, { count }) => sum + count, 0)).toBe(hidden);
  }
});
