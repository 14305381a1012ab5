import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { type Scene, SceneFile } from '@ftz/shared/contract/scene.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { siteScenes } from '@ftz/shared/site/scenes.ts';
import { isLayoutFit } from '@ftz/shared/state/scene-layout.ts';
import { sceneVersion } from '@ftz/shared/state/scenes.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import { readJsonFile } from './read-json-file.ts';

const fileName = 'scenes.json';
const remedy =
  'remove it for the scenes of the product, or correct it after shared/src/site/scenes.json';

/**
 * What the walls of this house can show beside and in place of the product's scenes:
 * `DATA_DIR/scenes.json`, where there is one. Throws, with a sentence, when one of them cannot be hung up.
 */
export function readScenes(dataDir: string): Scene[] {
  const file = join(dataDir, fileName);
  const scenes = readJsonFile(file, SceneFile, remedy) ?? [];
  const unfit = scenes.find(
    (scene, i) => !isLayoutFit(scene.panes) || scenes.findIndex(({ id }) => id === scene.id) !== i,
  );
  if (unfit) {
    const sentence = `The file ${file} lays out the scene ${unfit.id} twice, or with panes that overlap, leave the screen, are too small to be read, or have layers and are no map: ${remedy}.`;
    throw Object.assign(new Error(sentence), { code: 'damaged-file' });
  }
  return scenes;
}

/**
 * The log is told what the file has changed since it last was, so that a wall of the past shows what it
 * showed then. Where the file is as before nothing is written.
 */
export async function provideScenes(
  lane: Pick<DecisionLane, 'decide'>,
  scenes: readonly Scene[],
): Promise<void> {
  await lane.decide(({ situation, put }) => {
    const drafts = changesOf(situation, scenes);
    if (drafts.length > 0) put(drafts);
    return undefined;
  });
}

function changesOf(situation: Situation, scenes: readonly Scene[]): DurableDraft[] {
  const told = { areas: [...areaIds], actor: { kind: 'machine' as const, name: fileName } };
  const next = (id: string) => (sceneVersion(situation, siteScenes, id) ?? 0) + 1;
  const provided = scenes
    .filter((scene) => !isDeepStrictEqual(situation.scenes[scene.id]?.provided, scene))
    .map((scene) => ({
      type: 'scene.provided' as const,
      ...told,
      data: { scene, version: next(scene.id) },
    }));
  const withdrawn = Object.values(situation.scenes)
    .filter(({ id, provided }) => provided !== null && !scenes.some((scene) => scene.id === id))
    .map(({ id }) => ({
      type: 'scene.withdrawn' as const,
      ...told,
      data: { sceneId: id, version: next(id) },
    }));
  return [...provided, ...withdrawn];
}
