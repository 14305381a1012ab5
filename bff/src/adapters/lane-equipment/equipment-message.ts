import type { Fact } from '@ftz/shared/contract/alarm.ts';
import type { EquipmentKind, EquipmentSaying } from '@ftz/shared/contract/equipment.ts';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { plateTextOf } from '#domain/lanes/plate.ts';
import type { EquipmentSaid } from '#domain/observation.ts';

const short = Type.String({ minLength: 1, maxLength: 64 });
const optionally = <Schema extends Type.TSchema>(schema: Schema) =>
  Type.Optional(Type.Union([schema, Type.Null()]));
/** Every message has a number that grows, and the time of its device. */
const numbered = {
  n: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  atMs: Type.Integer({ minimum: 0, maximum: 8.64e15 }),
};
const message = <Name extends string, Fields extends Type.TProperties>(
  name: Name,
  fields: Fields,
) => Type.Object({ type: Type.Literal(name), ...numbered, ...fields });

/** What a device may say, by `type`. */
export const EquipmentMessage = Type.Union([
  message('heartbeat', {}),
  message('weighed', { kg: Type.Number({ minimum: 0, maximum: 300_000 }) }),
  message('tag-read', { tag: short, plate: optionally(short) }),
  message('card-read', { card: short, driver: optionally(short) }),
  message('barrier', {
    state: Type.Enum(['open', 'closed', 'moving', 'fault']),
    /** The order or decision by which it opened. */
    release: optionally(short),
    /** Of one that closed: how many vehicles its loop counted while it stood open. */
    passed: optionally(Type.Integer({ minimum: 0, maximum: 1000 })),
  }),
  message('shown', { text: Type.String({ maxLength: 120 }) }),
  message('call', {
    call: short,
    state: Type.Enum(['started', 'answered', 'ended']),
    caller: optionally(short),
    answeredBy: optionally(short),
    lastedS: optionally(Type.Integer({ minimum: 0, maximum: 86_400 })),
  }),
  message('fault', { code: short, detail: optionally(Type.String({ maxLength: 120 })) }),
  message('recovered', {}),
  message('order-answer', {
    order: short,
    outcome: Type.Enum(['done', 'refused']),
    detail: optionally(Type.String({ maxLength: 120 })),
  }),
]);
export type EquipmentMessage = Static<typeof EquipmentMessage>;

/** What a kind of equipment may speak of, beside its own health and what it was ordered to do. */
const speaksOf: Partial<Record<EquipmentKind, EquipmentMessage['type']>> = {
  weighbridge: 'weighed',
  'electronic-plate': 'tag-read',
  'ic-card': 'card-read',
  barrier: 'barrier',
  display: 'shown',
  intercom: 'call',
};
const anyoneSays: readonly EquipmentMessage['type'][] = [
  'heartbeat',
  'fault',
  'recovered',
  'order-answer',
];

/** Null: no message of such equipment. A display's key opens no barrier, and vouches for none. */
export function readMessage(
  fields: Record<string, unknown>,
  equipment: EquipmentKind,
): EquipmentMessage | null {
  if (!Value.Check(EquipmentMessage, fields)) return null;
  const may = anyoneSays.includes(fields.type) || speaksOf[equipment] === fields.type;
  return may ? fields : null;
}

type Telling = Exclude<EquipmentMessage, { type: 'heartbeat' | 'order-answer' }>;

/** What a message tells; its number is its name. */
export function saidBy(told: Telling): EquipmentSaid {
  const nothing = { plate: null, containerNo: null, weightKg: null, releaseId: null, facts: [] };
  return { eventId: String(told.n), ...nothing, ...tellingOf(told) };
}

const facts = (values: Record<string, string | number | null | undefined>): Fact[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [{ name, value: String(value) }],
  );

const barrierSayings = {
  open: 'barrier-opened',
  closed: 'barrier-closed',
  moving: 'barrier-moving',
  fault: 'barrier-faulted',
} as const satisfies Record<string, EquipmentSaying>;

function tellingOf(told: Telling): Pick<EquipmentSaid, 'what'> & Partial<EquipmentSaid> {
  switch (told.type) {
    case 'weighed':
      return { what: 'weighed', weightKg: told.kg, facts: facts({ 'weight-kg': told.kg }) };
    case 'tag-read':
      return {
        what: 'tag-read',
        plate: plateTextOf(told.plate),
        facts: facts({ tag: told.tag }),
      };
    case 'card-read':
      return { what: 'card-read', facts: facts({ card: told.card, driver: told.driver }) };
    case 'barrier': {
      const { state, release = null, passed = null } = told;
      const counted = state === 'closed' && passed !== null ? { vehiclesPassed: passed } : {};
      return {
        what: barrierSayings[state],
        releaseId: release,
        facts: facts({ release, 'vehicles-passed': counted.vehiclesPassed }),
        ...counted,
      };
    }
    case 'shown':
      return { what: 'text-shown', facts: facts({ text: told.text }) };
    case 'call': {
      const { call, caller, answeredBy, lastedS, state } = told;
      const who = { call, caller, 'answered-by': answeredBy, 'lasted-s': lastedS };
      return { what: `call-${state}`, facts: facts(who) };
    }
    case 'fault':
      return { what: 'device-faulted', facts: facts({ fault: told.code, note: told.detail }) };
    case 'recovered':
      return { what: 'device-recovered' };
  }
}
