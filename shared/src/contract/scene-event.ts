import { type TSchema, Type } from 'typebox';
import { Scene, SceneId } from './scene.ts';

const version = Type.Integer({ minimum: 1 });

/** How what the walls can show came to be. Seen by everybody: where something hangs is no secret. */
export const scenePayloads = {
  /** A person laid it out so; `version` is the one that it has from then on. */
  'scene.saved': Type.Object({ scene: Scene, version }),
  /** It is as the site's file has it again, or gone where that has none. */
  'scene.removed': Type.Object({ sceneId: SceneId, version }),
  /** This house's own file has it so, from its start on. */
  'scene.provided': Type.Object({ scene: Scene, version }),
  /** The file has it no more. */
  'scene.withdrawn': Type.Object({ sceneId: SceneId, version }),
} as const satisfies Record<string, TSchema>;
