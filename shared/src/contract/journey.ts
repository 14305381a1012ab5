import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { LonLat } from './position.ts';

/**
 * Goods under way between two gates: which vehicle, which container, which seal, along which corridor.
 * A declaration of the documents feed; it ends when the destination gate reads the vehicle in,
 * or when two people write it off.
 */
export const Journey = Type.Object({
  id: Id,
  vehicleId: Id,
  plate: Type.String({ maxLength: 16 }),
  containerNo: Nullable(Type.String({ maxLength: 16 })),
  sealId: Nullable(Id),
  /** Vehicle, container and goods together, as declared; absent: the papers name no weight. */
  grossWeightKg: Type.Optional(Type.Number({ minimum: 0 })),
  fromGateId: Id,
  toGateId: Id,
  fromArea: AreaId,
  toArea: AreaId,
  /** The declared road, at most 400 points; a vehicle further than `corridorM` from it is off its route. */
  corridor: Type.Array(LonLat, { minItems: 2, maxItems: 400 }),
  corridorM: Type.Number({ minimum: 50, maximum: 5000 }),
  departedAtMs: Millis,
  dueAtMs: Millis,
  /** `written-off`: two people have given it up; nobody saw it arrive. */
  state: Type.Enum(['under-way', 'arrived', 'written-off']),
  arrivedAtMs: Nullable(Millis),
  /** Kept in the picture until then, whatever its other times say: something is asked about it. */
  keptUntilMs: Type.Optional(Millis),
});
export type Journey = Static<typeof Journey>;
