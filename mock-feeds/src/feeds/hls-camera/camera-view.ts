import type { Camera } from '@ftz/shared/contract/site.ts';
import { loopSegments } from './timeline.ts';

/** What a camera shows: a folder of `world/scenes`, and a head start into its loop, in segments. */
export type CameraView = { scene: string; shift: number };

/** Scenes that may stand for each kind of view. */
export const scenesBySight: Record<Camera['sees'], readonly string[]> = {
  gate: ['gate', 'gate-night', 'gate-rain'],
  fence: ['fence', 'fence-rain', 'fence-dawn'],
  yard: ['yard', 'yard-day'],
  bridge: ['bridge'],
  quay: ['quay'],
  apron: ['apron'],
};

/**
 * Deals scenes to cameras in the order of the directory, so that neighbouring tiles look different,
 * and spreads the cameras of one scene over its loop, so that two of them never show the same
 * moment (as long as a scene has no more cameras than its loop has segments).
 */
export function assignViews(cameras: readonly Camera[]): Map<string, CameraView> {
  const dealt = cameras.map((camera, index) => ({ camera, scene: dealScene(cameras, index) }));
  const sharers = Map.groupBy(dealt, ({ scene }) => scene);
  const views = new Map<string, CameraView>();
  for (const [scene, group] of sharers) {
    group.forEach(({ camera }, rank) => {
      views.set(camera.id, { scene, shift: spread(rank, group.length) });
    });
  }
  return views;
}

function dealScene(cameras: readonly Camera[], index: number): string {
  const sees = cameras[index]?.sees ?? 'yard';
  const rank = cameras.slice(0, index).filter((camera) => camera.sees === sees).length;
  const scenes = scenesBySight[sees];
  return scenes[rank % scenes.length] ?? 'yard';
}

function spread(rank: number, sharers: number): number {
  return Math.floor((rank * loopSegments) / sharers) % loopSegments;
}
