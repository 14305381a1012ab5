import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { siteScenes } from '@ftz/shared/site/scenes.ts';
import { allScenes, sceneVersion } from '@ftz/shared/state/scenes.ts';
import { exampleScene } from '@ftz/shared/state/wall.fixture.ts';
import type { Act } from './act.ts';

const beside = (wallId: string, column: number) => ({ wallId, column, row: 0 });
const leaders = ['leader', 'chief'] as const;

/** Somebody says what a wall shows, joins two of them or parts them, or lays out a scene. */
export function onScene(situation: Situation, random: Random): Act {
  const by = random.pick(leaders);
  const wallId = random.pick(['1', '2'] as const);
  const scene = random.pick(allScenes(situation, siteScenes));
  const dice = random.next();
  if (dice < 0.4) return { name: 'wall.set-scene', argument: { wallId, sceneId: scene.id }, by };
  if (dice < 0.6) {
    if (situation.walls[wallId]?.joint) return { name: 'wall.part', argument: { wallId }, by };
    const screens = [beside('1', 0), beside('2', 1)];
    const joint = { columns: 2, rows: 1, screens, gapX: 10, gapY: 10 };
    return { name: 'wall.join', argument: { joint }, by };
  }
  const id = random.pick(['own', 'overview', scene.id]);
  const basedOnVersion = sceneVersion(situation, siteScenes, id);
  return dice < 0.85
    ? { name: 'scene.save', argument: { scene: exampleScene({ id }) }, basedOnVersion, by }
    : { name: 'scene.remove', argument: { sceneId: id }, basedOnVersion, by };
}
