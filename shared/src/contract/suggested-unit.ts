import { type Static, Type } from 'typebox';
import { Nullable } from './nullable.ts';
import { Unit } from './site.ts';
import { UnitState } from './unit.ts';

/** Why a unit is not the one to send: each is a sentence on the screen, and several may hold. */
export const unitReasons = [
  'other-kind',
  'other-area',
  'out-of-service',
  'distress',
  'busy',
  'conflict',
  'no-equipment',
  'not-staffed',
  'unlicensed',
  'crew-of-one',
  'not-rested',
  'heavy-load',
  'stale-fix',
  'farther',
] as const;
export const UnitReason = Type.Enum(unitReasons);
export type UnitReason = Static<typeof UnitReason>;

/**
 * A unit with its way there, best first. `proposed` is the one to send; it may have reasons against it,
 * too, where every other one has graver ones.
 */
export const SuggestedUnit = Type.Object({
  unit: Unit,
  distanceM: Nullable(Type.Integer({ minimum: 0 })),
  travelMin: Nullable(Type.Integer({ minimum: 0 })),
  /** Whence the way is reckoned: a fix of this minute, or the unit's post. */
  from: Type.Enum(['fix', 'post']),
  state: UnitState,
  suitable: Type.Boolean(),
  proposed: Type.Boolean(),
  reasons: Type.Array(UnitReason),
  crew: Type.Array(Type.String()),
});
export type SuggestedUnit = Static<typeof SuggestedUnit>;
