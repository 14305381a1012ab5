import { Check } from 'typebox/value';
import { expect, it } from 'vitest';
import { areaIds } from '#contract/ids.ts';
import { ruledScenes, SceneFile } from '#contract/scene.ts';
import { isLayoutFit } from '#state/scene-layout.ts';
import { siteScenes } from './scenes.ts';

it('are scenes, each once, whose panes can be read and leave each other room', () => {
  expect(Check(SceneFile, siteScenes)).toBe(true);
  expect(new Set(siteScenes.map(({ id }) => id)).size).toBe(siteScenes.length);
  for (const { id, panes } of siteScenes) expect(isLayoutFit(panes), id).toBe(true);
});

it('are all that the rules of the house switch to, and one of each area', () => {
  const ids = siteScenes.map(({ id }) => id);
  const ofAreas = areaIds.map((area) => `area-${area.toLowerCase()}`);
  for (const id of [
    ...ruledScenes,
    ...ofAreas,
    'video',
    'night',
    'numbers',
    'answers',
    'statistics',
  ])
    expect(ids).toContain(id);
});

it('leave an incident room wherever a rule needs it', () => {
  for (const id of ruledScenes) {
    const panes = siteScenes.find((scene) => scene.id === id)?.panes ?? [];
    expect(
      panes.some(({ part, area }) => part === 'incident' && area === null),
      id,
    ).toBe(true);
  }
});
