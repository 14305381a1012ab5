import { type Static, Type } from 'typebox';
import { AlarmKind, Severity } from './alarm.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

export const handOverStates = [
  'drafted',
  'read-back',
  'signed-by-outgoing',
  'signed-by-incoming',
  'in-force',
  'refused',
  'cancelled',
  'lapsed-to-supervisor',
] as const;
export const HandOverState = Type.Enum(handOverStates);
export type HandOverState = Static<typeof HandOverState>;

/** What a shift leaves to the next one, in the order in which it is read back. */
export const handOverItemKinds = [
  'open-incident',
  'unacknowledged',
  'shelved',
  'suppressed',
  'out-of-service',
  'blind-sensor',
  'blind-camera',
  'overdue-task',
  'follow-up',
  'disposition',
  'mention',
  'rule-change',
  'note',
  'sound-test',
] as const;
export const HandOverItemKind = Type.Enum(handOverItemKinds);
export type HandOverItemKind = Static<typeof HandOverItemKind>;

/** One thing that the incoming person must have taken note of. It is kept as it was when it was listed. */
export const HandOverItem = Type.Object({
  /** Its kind and what it is about: the same thing is never listed twice. */
  key: Type.String({ minLength: 1, maxLength: 200 }),
  kind: HandOverItemKind,
  /** The incident, alarm, task, note … that it is about. */
  refId: Type.String({ maxLength: 150 }),
  incidentId: Nullable(Id),
  area: Nullable(AreaId),
  severity: Nullable(Severity),
  alarmKind: Nullable(AlarmKind),
  /** A plate, a device, a unit: what people call it. */
  subject: Nullable(Type.String({ maxLength: 150 })),
  /** A person's own words. */
  text: Nullable(Type.String({ maxLength: 500 })),
  /** Whose it is. */
  owner: Nullable(Type.String()),
  /** Alarms of it that nobody has acknowledged. */
  unacknowledged: Type.Integer({ minimum: 0 }),
  sinceMs: Nullable(Millis),
  /** When it ends, or should have ended. */
  untilMs: Nullable(Millis),
  /** It came up after the hand-over was drafted. */
  isNew: Type.Boolean(),
  tickedAtMs: Nullable(Millis),
});
export type HandOverItem = Static<typeof HandOverItem>;

/** One of the two who sign. Their persons are kept: two log-ins of one human being are one. */
export const HandOverParty = Type.Object({
  accountId: Id,
  personId: Id,
  name: Type.String(),
  signedAtMs: Nullable(Millis),
});
export type HandOverParty = Static<typeof HandOverParty>;

/** One person's watch given to another: what was open, who has read it, and both signatures. */
export const HandOver = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  state: HandOverState,
  /** The areas of both: nothing is handed to somebody who may not see it. */
  areas: Type.Array(AreaId, { minItems: 1 }),
  outgoing: HandOverParty,
  incoming: HandOverParty,
  startedAtMs: Millis,
  /** Since when the outgoing person has been on duty: what happened before was handed to him. */
  sinceMs: Millis,
  items: Type.Array(HandOverItem),
  /** Without a second signature by then the supervisor is asked. */
  lapsesAtMs: Millis,
  /** Until then both may stay on duty; null while it is not in force, or where it gave away only a part. */
  overlapEndsAtMs: Nullable(Millis),
  finishedAtMs: Nullable(Millis),
  /** Incidents whose owner changed when it took force. */
  movedIncidentIds: Type.Array(Id),
  reason: Nullable(Type.String({ maxLength: 500 })),
});
export type HandOver = Static<typeof HandOver>;
