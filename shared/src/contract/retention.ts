import { type Static, type TSchema, Type } from 'typebox';
import { Id, Millis } from './ids.ts';

/** Until when the recordings of a closed incident are held, where two people said otherwise than the house does. */
export const Retention = Type.Object({
  keptUntilMs: Millis,
  dispositionId: Id,
  /** Who found it right, by name. */
  by: Type.Array(Type.String(), { minItems: 2 }),
  reason: Type.String({ minLength: 1, maxLength: 500 }),
  atMs: Millis,
});
export type Retention = Static<typeof Retention>;

export const retentionPayloads = {
  'retention.changed': Type.Object({ incidentId: Id, retention: Retention }),
} as const satisfies Record<string, TSchema>;
