import { Id } from '@ftz/shared/contract/ids.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import { LonLat } from '@ftz/shared/contract/position.ts';
import { Type } from 'typebox';
import { Iso, optionally, readForm } from './json-form.ts';

/** What a declaration says; state and areas follow from what happens and from the gates. */
export type DeclaredJourney = Omit<Journey, 'state' | 'arrivedAtMs' | 'fromArea' | 'toArea'>;
export type DeclarationReading =
  | { ok: true; journey: DeclaredJourney }
  | { ok: false; reason: string };

/** `journey.declaration.v1`, times as ISO 8601 with their zone. */
const JourneyDeclaration = Type.Object({
  v: Type.Literal(1),
  id: Id,
  vehicleId: Id,
  plate: Type.String({ minLength: 1, maxLength: 16 }),
  containerNo: optionally(Type.String({ minLength: 1, maxLength: 16 })),
  sealId: optionally(Id),
  grossWeightKg: optionally(Type.Number({ minimum: 0, maximum: 1_000_000 })),
  fromGateId: Id,
  toGateId: Id,
  corridor: Type.Array(LonLat, { minItems: 2, maxItems: 400 }),
  corridorM: Type.Number({ minimum: 50, maximum: 5000 }),
  departedAt: Iso,
  dueAt: Iso,
});

/** Nothing in a declaration is guessed or repaired. */
export function readDeclaration(json: unknown): DeclarationReading {
  const reading = readForm(JourneyDeclaration, json);
  if (!reading.ok) return reading;
  const { form } = reading;
  const departedAtMs = Date.parse(form.departedAt);
  const dueAtMs = Date.parse(form.dueAt);
  if (!(departedAtMs >= 0)) return { ok: false, reason: 'departedAt is no moment' };
  if (!(dueAtMs > departedAtMs)) return { ok: false, reason: 'dueAt must be after departedAt' };
  const weight = form.grossWeightKg ?? null;
  const { id, vehicleId, plate, fromGateId, toGateId, corridor, corridorM } = form;
  return {
    ok: true,
    journey: {
      id,
      vehicleId,
      plate: plate.normalize('NFKC').trim().toUpperCase(),
      containerNo: form.containerNo ?? null,
      sealId: form.sealId ?? null,
      ...(weight === null ? {} : { grossWeightKg: weight }),
      fromGateId,
      toGateId,
      corridor,
      corridorM,
      departedAtMs,
      dueAtMs,
    },
  };
}
