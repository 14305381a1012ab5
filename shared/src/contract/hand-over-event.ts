import { type TSchema, Type } from 'typebox';
import { HandOver, HandOverItem, HandOverParty } from './hand-over.ts';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

const handOverRef = { handOverId: Id };

/** What happens to the hand-over of a watch. */
export const handOverPayloads = {
  'hand-over.started': Type.Object({ handOver: HandOver }),
  /** Things that came up since it was drafted. */
  'hand-over.listed': Type.Object({
    ...handOverRef,
    items: Type.Array(HandOverItem, { minItems: 1 }),
  }),
  'hand-over.ticked': Type.Object({ ...handOverRef, itemKey: HandOverItem.properties.key }),
  'hand-over.signed': Type.Object({
    ...handOverRef,
    side: Type.Enum(['outgoing', 'incoming']),
  }),
  /** Both have signed. Written in one step with the second signature and with each incident's new owner. */
  'hand-over.took-force': Type.Object({
    ...handOverRef,
    movedIncidentIds: Type.Array(Id),
    overlapEndsAtMs: Nullable(Millis),
  }),
  'hand-over.refused': Type.Object({ ...handOverRef, reason: Type.String({ maxLength: 500 }) }),
  'hand-over.cancelled': Type.Object({ ...handOverRef }),
  /** Nobody accepted in time: a supervisor says who takes over. */
  'hand-over.lapsed': Type.Object({ ...handOverRef }),
  'hand-over.reassigned': Type.Object({
    ...handOverRef,
    incoming: HandOverParty,
    lapsesAtMs: Millis,
  }),
} as const satisfies Record<string, TSchema>;
