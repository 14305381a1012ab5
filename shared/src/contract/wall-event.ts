import { type TSchema, Type } from 'typebox';
import { Id, Millis } from './ids.ts';
import { SceneSet } from './scene.ts';
import { Display, Joint, Thrown, WallId } from './wall.ts';

/** What hangs in the hall, and what is shown on it. */
export const wallPayloads = {
  /** Seen by everybody: which screens hang in the hall is no secret, what is on them may be. */
  'wall.registered': Type.Object({ wallId: WallId, accountId: Id }),
  /** A person let a browser in as a screen: from then on it shows what `display.areas` may. */
  'wall.enrolled': Type.Object({ wallId: WallId, accountId: Id, display: Display }),
  /** A person turned one away that asked to be let in. */
  'wall.refused': Type.Object({
    keyId: Id,
    address: Display.properties.address,
    browser: Display.properties.browser,
  }),
  /** It shows nothing from then on, and its key opens nothing. */
  'wall.revoked': Type.Object({ wallId: WallId, keyId: Id }),
  /** Nothing was heard of the screen since then: whoever looks at it may be looking at the past. */
  'wall.blind': Type.Object({ wallId: WallId, sinceMs: Millis }),
  'wall.seeing': Type.Object({ wallId: WallId, sinceMs: Millis }),
  'wall.thrown': Type.Object({ wallId: WallId, thrown: Thrown }),
  'wall.returned': Type.Object({ wallId: WallId }),
  /** Which scene it shows from then on, until another is set. */
  'wall.scene-set': Type.Object({ wallId: WallId, set: SceneSet }),
  /** These screens are one wall from then on: the one in the upper left says what all of them show. */
  'wall.joined': Type.Object({ joint: Joint }),
  /** Each of them stands for itself again. */
  'wall.parted': Type.Object({ wallIds: Type.Array(WallId, { minItems: 1 }) }),
} as const satisfies Record<string, TSchema>;
