import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { Licence } from './person.ts';
import { LonLat } from './position.ts';
import { CrewMember } from './task-record.ts';

/** Told from its crew, its tasks and its flags by `unitStateOf`: no second record can disagree with them. */
export const unitStates = [
  'off-duty',
  'available',
  'assigned',
  'en-route',
  'on-site',
  'inspecting',
  'distress',
  'out-of-service',
] as const;
export const UnitState = Type.Enum(unitStates);
export type UnitState = Static<typeof UnitState>;

export const UnitMember = Type.Object({ ...CrewMember.properties, licences: Type.Array(Licence) });
export type UnitMember = Static<typeof UnitMember>;

/** Where a unit's phone last said that it was. */
export const UnitFix = Type.Object({
  point: LonLat,
  accuracyM: Type.Number({ minimum: 0 }),
  atMs: Millis,
  deviceAtMs: Nullable(Millis),
});
export type UnitFix = Omit<Static<typeof UnitFix>, 'point'> & { point: LonLat };

/** A unit of the site as it stands: who rides in it, where it is, and what keeps it. */
export const UnitRecord = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  area: AreaId,
  crew: Type.Array(UnitMember),
  vehicleId: Nullable(Id),
  fix: Nullable(UnitFix),
  outOfService: Nullable(
    Type.Object({ reason: Type.String({ maxLength: 500 }), by: Type.String(), sinceMs: Millis }),
  ),
  distress: Nullable(
    Type.Object({
      by: CrewMember,
      note: Nullable(Type.String({ maxLength: 500 })),
      sinceMs: Millis,
    }),
  ),
});
export type UnitRecord = Omit<Static<typeof UnitRecord>, 'fix'> & { fix: UnitFix | null };
