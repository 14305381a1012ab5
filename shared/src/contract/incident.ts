import { type Static, Type } from 'typebox';
import { AlarmKind, Fact, Severity } from './alarm.ts';
import { EquipmentSaying } from './equipment.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { LonLat } from './position.ts';

/** Why an alarm belongs to an incident: every reason is a sentence on the screen. */
export const JoinReason = Type.Union([
  Type.Object({ code: Type.Literal('first') }),
  Type.Object({ code: Type.Literal('same-vehicle'), value: Id }),
  Type.Object({ code: Type.Literal('same-seal'), value: Id }),
  Type.Object({ code: Type.Literal('same-journey'), value: Id }),
  Type.Object({ code: Type.Literal('same-entity'), value: Id }),
  Type.Object({
    code: Type.Literal('near'),
    distanceM: Type.Integer({ minimum: 0 }),
    withinMs: Type.Integer({ minimum: 0 }),
  }),
]);
export type JoinReason = Static<typeof JoinReason>;

export const IncidentState = Type.Enum([
  'open',
  'assessing',
  'acting',
  'awaiting-disposition',
  'closed',
]);
export type IncidentState = Static<typeof IncidentState>;

export const Conclusion = Type.Enum(['confirmed', 'false-alarm', 'nuisance', 'resolved-on-site']);
export type Conclusion = Static<typeof Conclusion>;

/** One line of an incident's story; `seq` is the log entry that wrote it. */
export const TimelineEntry = Type.Object({
  seq: Type.Integer({ minimum: 1 }),
  atMs: Millis,
  /** When the device or the phone says it happened; null when the server's time is the only one. */
  deviceAtMs: Nullable(Millis),
  type: Type.String(),
  /** Who: null is a machine. */
  person: Nullable(Type.String()),
  /** His account; whoever is named on a timeline had a hand in it. */
  accountId: Nullable(Id),
  alarmKind: Nullable(AlarmKind),
  taskId: Nullable(Id),
  orderId: Nullable(Id),
  text: Nullable(Type.String()),
  /** What makes it less certain than the other lines. */
  flag: Type.Optional(Type.Enum(['by-hand', 'late'])),
  /** What equipment said, where that is what the line tells. */
  equipment: Type.Optional(
    Type.Object({ deviceId: Id, what: EquipmentSaying, facts: Type.Array(Fact) }),
  ),
  /** Of the procedure, where the line tells of one of its steps: in its words of then. */
  step: Type.Optional(Type.Object({ textZh: Type.String(), textEn: Type.String() })),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

export const Incident = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  state: IncidentState,
  severity: Severity,
  /** The kind of its gravest alarm: what the incident is called. */
  kind: AlarmKind,
  area: AreaId,
  areas: Type.Array(AreaId, { minItems: 1 }),
  point: Nullable(LonLat),
  openedAtMs: Millis,
  changedAtMs: Millis,
  alarms: Type.Array(Type.Object({ alarmId: Id, why: Type.Array(JoinReason, { minItems: 1 }) })),
  taskIds: Type.Array(Id),
  owner: Nullable(Type.String()),
  conclusion: Nullable(Conclusion),
  closedAtMs: Nullable(Millis),
  timeline: Type.Array(TimelineEntry),
});
export type Incident = Omit<Static<typeof Incident>, 'point'> & { point: LonLat | null };
