import { type TSchema, Type } from 'typebox';
import { Id } from './ids.ts';
import { Thrown, WallId } from './wall.ts';

/** What hangs in the hall, and what is shown on it. */
export const wallPayloads = {
  /** Seen by everybody: which screens hang in the hall is no secret, what is on them may be. */
  'wall.registered': Type.Object({ wallId: WallId, accountId: Id }),
  'wall.thrown': Type.Object({ wallId: WallId, thrown: Thrown }),
  'wall.returned': Type.Object({ wallId: WallId }),
} as const satisfies Record<string, TSchema>;
