import { access } from 'node:fs/promises';
import { site } from '@ftz/shared/site/site.ts';
import { expect, it } from 'vitest';
import { assignViews, scenesBySight } from './camera-view.ts';
import { readSceneLoop } from './scene-loop.ts';

it('gives every camera of the directory a scene of what it sees', () => {
  const views = assignViews(site.cameras);
  for (const camera of site.cameras) {
    expect(scenesBySight[camera.sees]).toContain(views.get(camera.id)?.scene);
  }
});

it('never shows the same moment of the same scene twice', () => {
  const moments = [...assignViews(site.cameras).values()].map(
    (view) => `${view.scene}@${view.shift}`,
  );
  expect(new Set(moments).size).toBe(moments.length);
});

it('lets neighbouring gates and fences look different', () => {
  const views = assignViews(site.cameras);
  const scenes = site.cameras
    .filter((camera) => camera.sees === 'gate')
    .map((c) => views.get(c.id)?.scene);
  for (const [i, scene] of scenes.slice(1).entries()) expect(scene).not.toBe(scenes[i]);
});

it.each(Object.values(scenesBySight).flat())('has the whole loop of %s', async (scene) => {
  const loop = await readSceneLoop(scene);
  expect(loop.fragments).toHaveLength(12);
  const playlist = new URL(`../../world/scenes/${scene}/loop.m3u8`, import.meta.url);
  await expect(access(playlist)).rejects.toThrow();
});
