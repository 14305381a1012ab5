import { expect, it } from 'vitest';
import { type Box, overlaps, type Pixel } from '#features/map/paint/pixels.ts';
import { arrangeLabels, type LabelAsk } from './arrange-labels.ts';
import { labelRank } from './label-ranks.ts';

const edge: Box = { left: 0, top: 0, right: 1_000, bottom: 800 };
const plate: LabelAsk = {
  rank: 2,
  at: { x: 500, y: 500 },
  size: { width: 160, height: 28 },
  gap: { x: 24, y: 20 },
  sides: ['right-above', 'left-above', 'right-below', 'left-below'],
  reaches: [1],
  present: null,
};
const around = (x: number, y: number): Box => ({
  left: x - 15,
  top: y - 15,
  right: x + 15,
  bottom: y + 15,
});
const sideWith = (...taken: Box[]) => arrangeLabels([plate], taken, edge)[0]?.spot.side;

it('stands to the right and above while nothing is there, and goes out of the way of what is', () => {
  expect(sideWith()).toBe('right-above');
  expect(sideWith(around(560, 470))).toBe('left-above');
  expect(sideWith(around(560, 470), around(420, 470))).toBe('right-below');
});

it('stays where it is while that is free', () => {
  const [placed] = arrangeLabels(
    [{ ...plate, present: { side: 'left-below', reach: 1 } }],
    [],
    edge,
  );
  expect(placed?.spot.side).toBe('left-below');
});

it('is not cut off by the edge, and is not shown where there is no room', () => {
  const atEdge = { ...plate, at: { x: 990, y: 500 } };
  expect(arrangeLabels([atEdge], [], edge)[0]?.spot.side).toBe('left-above');
  const outside = { ...plate, at: { x: 1_500, y: 500 } };
  expect(arrangeLabels([outside], [], edge)).toEqual([null]);
  const everywhere = [560, 420].flatMap((x) => [466, 534].map((y) => around(x, y)));
  expect(sideWith(...everywhere)).toBeUndefined();
});

/** The same pixels in every run. */
function* somePixels(): Generator<Pixel> {
  for (let seed = 1; ; seed = (seed * 48_271) % 2_147_483_647)
    yield { x: seed % 1_000, y: Math.floor(seed / 1_000) % 800 };
}

it('stands further off where there is no room nearer', () => {
  const near = [560, 420].flatMap((x) => [466, 534].map((y) => around(x, y)));
  const [placed] = arrangeLabels([{ ...plate, reaches: [1, 4] }], near, edge);
  expect(placed?.spot).toEqual({ side: 'right-above', reach: 4 });
});

/** More and more of them on one map, of all ranks. */
function* crowdedMaps(): Generator<{ asks: LabelAsk[]; taken: Box[] }> {
  const pixels = somePixels();
  const next = () => pixels.next().value as Pixel;
  for (let count = 1; count < 60; count++) {
    const taken = Array.from({ length: count / 3 }, next).map(({ x, y }) => around(x, y));
    const asks = Array.from({ length: count }, next).map(
      (at, i): LabelAsk => ({
        ...plate,
        at,
        rank: i % 8,
        reaches: i % 3 === 0 ? [1, 3, 6] : [1],
        size: { width: 40 + (at.x % 200), height: 20 + (at.y % 30) },
      }),
    );
    yield { asks, taken };
  }
}

it('never lets one label cover another, or what is taken', () => {
  for (const { asks, taken } of crowdedMaps()) {
    const boxes = arrangeLabels(asks, taken, edge).flatMap((placed) => placed?.box ?? []);
    expect(boxes.length).toBeGreaterThan(0);
    for (const [i, box] of boxes.entries()) {
      expect(boxes.slice(i + 1).some((other) => overlaps(box, other))).toBe(false);
      expect(taken.some((other) => overlaps(box, other))).toBe(false);
    }
  }
});

it('lets the rank decide: what ranks lower changes nothing for what ranks higher', () => {
  for (const { asks, taken } of crowdedMaps())
    for (let lowest = 0; lowest < 8; lowest++) {
      const isHigh = ({ rank }: LabelAsk) => rank <= lowest;
      const among = arrangeLabels(asks, taken, edge).filter((_, i) => isHigh(asks[i] ?? plate));
      expect(arrangeLabels(asks.filter(isHigh), taken, edge)).toEqual(among);
    }
});

it('drops a name for a count, wherever in the list either is', () => {
  const name = { ...plate, rank: labelRank.areaName, sides: ['centre'] } as const;
  const count = { ...name, rank: labelRank.crowd };
  const alarm = around(500, 500);
  for (const asks of [
    [name, count],
    [count, name],
  ]) {
    const shown = arrangeLabels(asks, [], edge).flatMap((placed, i) => (placed ? asks[i] : []));
    expect(shown).toEqual([count]);
    expect(arrangeLabels(asks, [alarm], edge)).toEqual([null, null]);
  }
});
