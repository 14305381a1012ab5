import type { Fact } from '@ftz/shared/contract/alarm.ts';
import type { EquipmentSaying } from '@ftz/shared/contract/equipment.ts';
import { readContainerNo } from '@ftz/shared/state/iso6346.ts';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { plateTextOf } from '#domain/lanes/plate.ts';
import type { EquipmentSaid } from '#domain/observation.ts';

const short = Type.String({ minLength: 1, maxLength: 64 });
const optionally = <Schema extends Type.TSchema>(schema: Schema) =>
  Type.Optional(Type.Union([schema, Type.Null()]));
const rate = optionally(Type.Number({ minimum: 0 }));
const common = {
  v: Type.Literal(1),
  /** Unique for the device; a repetition has the same. */
  eventId: Type.String({ pattern: '^[\\x21-\\x7e]{1,64}$' }),
  deviceId: short,
  at: Type.String({
    pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)$',
  }),
  plate: optionally(short),
  containerNo: optionally(short),
};

/** `inspection.result.v1`: what an imaging machine or a radiation portal found of one vehicle or box. */
export const InspectionResult = Type.Union([
  Type.Object({
    ...common,
    kind: Type.Enum(['h986', 'x-ray']),
    verdict: Type.Enum(['clear', 'suspicious', 'inconclusive']),
    operator: optionally(short),
    imageId: optionally(short),
    note: optionally(Type.String({ maxLength: 120 })),
  }),
  Type.Object({
    ...common,
    kind: Type.Literal('radiation-portal'),
    alarm: Type.Boolean(),
    gammaCps: rate,
    neutronCps: rate,
    backgroundCps: rate,
    isotope: optionally(short),
  }),
]);
export type InspectionResult = Static<typeof InspectionResult>;

export type ResultReading =
  | { ok: true; atMs: number; kind: InspectionResult['kind']; said: EquipmentSaid }
  | { ok: false; reason: string };

/**
 * Reads a result. Its verdict must be right to the letter, because a misread one would release a
 * container; a plate or container that is unreadable is left out, and the result is still kept. `deviceId`
 * is who showed the key; null: nobody did, it is read for a person.
 */
export function readResult(body: Uint8Array, deviceId: string | null): ResultReading {
  const json = parse(body);
  if (!Value.Check(InspectionResult, json)) return { ok: false, reason: 'not-a-result' };
  if (deviceId !== null && json.deviceId !== deviceId)
    return { ok: false, reason: 'device-differs' };
  const atMs = Date.parse(json.at);
  if (!(atMs >= 0)) return { ok: false, reason: 'no-moment' };
  const { what, facts } = json.kind === 'radiation-portal' ? ofPortal(json) : ofScanner(json);
  const said: EquipmentSaid = {
    eventId: json.eventId,
    what,
    plate: plateTextOf(json.plate),
    containerNo: containerOf(json.containerNo),
    weightKg: null,
    releaseId: null,
    facts,
  };
  return { ok: true, atMs, kind: json.kind, said };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function containerOf(value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  const { normalised, verdict } = readContainerNo(value);
  return verdict === 'valid' || verdict === 'unverified' ? normalised : null;
}

const factsOf = (values: Record<string, string | number | null | undefined>): Fact[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [{ name, value: String(value) }],
  );

type Judged = { what: EquipmentSaying; facts: Fact[] };

function ofPortal(result: Extract<InspectionResult, { kind: 'radiation-portal' }>): Judged {
  const { alarm, gammaCps, neutronCps, backgroundCps, isotope } = result;
  return {
    what: alarm ? 'radiation-alarm' : 'radiation-normal',
    facts: factsOf({
      'gamma-cps': gammaCps,
      'neutron-cps': neutronCps,
      'background-cps': backgroundCps,
      isotope,
    }),
  };
}

function ofScanner(result: Exclude<InspectionResult, { kind: 'radiation-portal' }>): Judged {
  const { verdict, operator, imageId: image, note } = result;
  return { what: `scan-${verdict}`, facts: factsOf({ operator, image, note }) };
}
