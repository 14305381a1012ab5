import { expect, it } from 'vitest';
import { feature, features } from '#features/map/paint/map-features.ts';
import { groupThings } from './thing-groups.ts';

const at = (x: number, y: number, properties: Record<string, unknown> = {}) =>
  feature({ type: 'Point', coordinates: [x, y] }, { id: `${x} ${y}`, ...properties });
const group = (...things: ReturnType<typeof at>[]) =>
  groupThings(features(things), ([x, y]) => ({ x, y }), { x: 30, y: 20 }).features.map(
    ({ properties }) => [properties.id, properties.count, properties.blind],
  );

it('counts what would lie over each other, and leaves what stands apart', () => {
  expect(group(at(0, 0), at(10, 10), at(29, 0), at(31, 0), at(0, 25))).toEqual([
    ['0 0', 3, false],
    ['31 0', 1, false],
    ['0 25', 1, false],
  ]);
});

it('draws by itself what is looked at, and a group as blind only where all of it is', () => {
  expect(group(at(0, 0, { blind: true }), at(1, 0, { lit: true }), at(2, 0))).toEqual([
    ['0 0', 2, false],
    ['1 0', 1, false],
  ]);
  expect(group(at(0, 0, { blind: true }), at(2, 0, { blind: true }))[0]?.[2]).toBe(true);
});
