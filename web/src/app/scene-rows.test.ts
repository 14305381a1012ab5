import type { ScenePane, ScenePart } from '@ftz/shared/contract/scene.ts';
import { siteScenes } from '@ftz/shared/site/scenes.ts';
import { expect, it } from 'vitest';
import { rowShares, spanOf, usualCanvas } from './scene-rows.ts';

const pane = (part: ScenePart, y: number, h: number): ScenePane => ({
  part,
  x: 0,
  y,
  w: 32,
  h,
  area: null,
  cameraIds: [],
});
const bar = pane('bar', 0, 2);
const afar = { width: 671, height: 378 };

it('leaves a grid of even rows as it is where the bar has room for its lines', () => {
  for (const { panes } of siteScenes)
    for (const share of rowShares(panes, usualCanvas)) expect(share).toBeCloseTo(1 / 18, 6);
});

it('gives a bar that is seen from afar the height of three lines, and the others the rest', () => {
  const shares = rowShares([bar, pane('zone-map', 2, 16)], afar);
  const [top, end] = spanOf(bar, shares);
  expect([top, (end - top) * afar.height]).toEqual([0, expect.closeTo(85, 6)]);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  expect(new Set(shares.slice(2)).size).toBe(1);
});

it('finds a bar wherever it stands, and takes nothing from a scene without one', () => {
  const below = pane('bar', 15, 3);
  const [top, end] = spanOf(below, rowShares([pane('zone-map', 0, 15), below], afar));
  expect(end).toBeCloseTo(1, 9);
  expect((end - top) * afar.height).toBeCloseTo(85, 6);
  const without = rowShares([pane('camera-grid', 0, 18)], afar);
  expect(new Set(without.map((share) => share.toFixed(9))).size).toBe(1);
});

it('keeps half of the smallest screen for what stands beside the bar', () => {
  const [, end] = spanOf(
    bar,
    rowShares([bar, pane('zone-map', 2, 16)], { width: 160, height: 90 }),
  );
  expect(end).toBeCloseTo(0.5, 9);
});
