import { Id } from '@ftz/shared/contract/ids.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import { LonLat } from '@ftz/shared/contract/position.ts';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

/** What a declaration says; state and areas follow from what happens and from the gates. */
export type DeclaredJourney = Omit<Journey, 'state' | 'arrivedAtMs' | 'fromArea' | 'toArea'>;
export type DeclarationReading =
  | { ok: true; journey: DeclaredJourney }
  | { ok: false; reason: string };

const isoPattern = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)$';
const Iso = Type.String({ pattern: isoPattern });
const optionally = <Schema extends Type.TSchema>(schema: Schema) =>
  Type.Optional(Type.Union([schema, Type.Null()]));

/** `journey.declaration.v1`, times as ISO 8601 with their zone. */
export const JourneyDeclaration = Type.Object({
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
export type JourneyDeclaration = Static<typeof JourneyDeclaration>;

/** Declarations come from an office, not from the field: nothing in them is guessed or repaired. */
export function readDeclaration(body: Uint8Array): DeclarationReading {
  const json = readJson(body);
  if (!Value.Check(JourneyDeclaration, json)) return { ok: false, reason: firstFault(json) };
  const departedAtMs = Date.parse(json.departedAt);
  const dueAtMs = Date.parse(json.dueAt);
  if (!(departedAtMs >= 0)) return { ok: false, reason: 'departedAt is no moment' };
  if (!(dueAtMs > departedAtMs)) return { ok: false, reason: 'dueAt must be after departedAt' };
  const weight = json.grossWeightKg ?? null;
  const { id, vehicleId, plate, fromGateId, toGateId, corridor, corridorM } = json;
  return {
    ok: true,
    journey: {
      id,
      vehicleId,
      plate: plate.normalize('NFKC').trim().toUpperCase(),
      containerNo: json.containerNo ?? null,
      sealId: json.sealId ?? null,
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

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function firstFault(json: unknown): string {
  if (typeof json !== 'object' || json === null) return 'the body must be a JSON object';
  const [fault] = Value.Errors(JourneyDeclaration, json);
  return `${fault?.instancePath || 'the body'} ${fault?.message ?? 'is not a declaration'}`.trim();
}
