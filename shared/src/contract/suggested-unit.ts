import { type Static, Type } from 'typebox';
import { Nullable } from './nullable.ts';
import { Unit } from './site.ts';

/** A unit that could take a task, with its way there; `reason` says why it is not the first choice. */
export const SuggestedUnit = Type.Object({
  unit: Unit,
  distanceM: Nullable(Type.Integer({ minimum: 0 })),
  travelMin: Nullable(Type.Integer({ minimum: 0 })),
  suitable: Type.Boolean(),
  reason: Nullable(Type.Enum(['other-kind', 'other-area', 'busy'])),
});
export type SuggestedUnit = Static<typeof SuggestedUnit>;
