import { type TSchema, Type } from 'typebox';
import { Id } from './ids.ts';
import { LonLat } from './position.ts';

const text = Type.String({ minLength: 1, maxLength: 500 });

/** Every act on a unit, by name, with its argument. */
export const unitCommands = {
  /** At the start of duty, on the phone; whoever rode in another unit leaves it. */
  'unit.join': Type.Object({ unitId: Id, vehicleId: Type.Optional(Id) }),
  'unit.leave': Type.Object({ unitId: Id }),
  'unit.report-position': Type.Object({
    unitId: Id,
    point: LonLat,
    accuracyM: Type.Number({ minimum: 0, maximum: 100_000 }),
  }),
  'unit.set-out-of-service': Type.Object({ unitId: Id, reason: text }),
  'unit.return-to-service': Type.Object({ unitId: Id }),
  'unit.distress': Type.Object({ unitId: Id, note: Type.Optional(text) }),
  'unit.end-distress': Type.Object({ unitId: Id, reason: text }),
} as const satisfies Record<string, TSchema>;
