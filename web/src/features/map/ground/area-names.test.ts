import { expect, it } from 'vitest';
import { areaCorners, areaNames } from './area-names.ts';

const square = (id: string, west: number, south: number, part: string | null = null) => ({
  type: 'Feature' as const,
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, south],
        [west + 0.02, south],
        [west + 0.02, south + 0.02],
        [west, south + 0.02],
        [west, south],
      ],
    ],
  },
  properties: { kind: 'area', id, part, name_zh: `${id} 区`, name_en: id },
});
const gate = {
  type: 'Feature' as const,
  geometry: { type: 'Point' as const, coordinates: [121, 31] },
  properties: { kind: 'gate', id: 'G1', name_zh: '一号' },
};
const geography = {
  type: 'FeatureCollection' as const,
  features: [square('A', 121.5, 31), square('B', 121.56, 31.01), gate, square('C', 121.5, 31.3)],
};

it('sets a name to the east of its area, and to the west where another lies there', () => {
  const names = areaNames(geography, 'zh', () => null);
  expect(names.map(({ name, usual }) => [name, usual])).toEqual([
    ['A 区', 'left'],
    ['B 区', 'right'],
    ['C 区', 'right'],
  ]);
});

it("takes the screen's word for an area before the site's own", () => {
  const split = { ...geography, features: [square('Y', 121.5, 31, 'island')] };
  const words = (id: string, part: string | null) => (part === 'island' ? `${id} island` : null);
  expect(areaNames(split, 'en', words)[0]?.name).toBe('Y island');
  expect(areaNames(geography, 'en', words)[0]?.name).toBe('A');
});

it('knows all corners of the areas, and of nothing else', () => {
  expect(areaCorners(geography)).toHaveLength(15);
});

it('knows the corners of one area, in all its parts', () => {
  const parts = [square('YSP', 121.9, 30.9, 'mainland'), square('YSP', 122.1, 30.6, 'island')];
  const split = { ...geography, features: [...geography.features, ...parts] };
  expect(areaCorners(split, 'YSP')).toHaveLength(10);
});
