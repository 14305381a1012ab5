import { type TSchema, Type } from 'typebox';
import { AreaId, Id } from './ids.ts';
import { Nullable } from './nullable.ts';
import { CrewMember } from './task-record.ts';
import { UnitFix, UnitMember } from './unit.ts';

/** The area is told with each, so that a fold can begin with any of them. */
const unitRef = { unitId: Id, area: AreaId };
const reason = Type.String({ maxLength: 500 });

/** What happens to a unit beside its tasks. */
export const unitPayloads = {
  'unit.joined': Type.Object({ ...unitRef, member: UnitMember, vehicleId: Nullable(Id) }),
  'unit.left': Type.Object({ ...unitRef, accountId: Id }),
  'unit.position-reported': Type.Object({ ...unitRef, fix: UnitFix }),
  'unit.taken-out-of-service': Type.Object({ ...unitRef, reason }),
  'unit.returned-to-service': Type.Object({ ...unitRef }),
  /** Officers in danger. */
  'unit.distress-called': Type.Object({ ...unitRef, by: CrewMember, note: Nullable(reason) }),
  'unit.distress-ended': Type.Object({ ...unitRef, reason }),
} as const satisfies Record<string, TSchema>;
