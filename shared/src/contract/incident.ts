import { type Static, Type } from 'typebox';
import { AlarmKind, Fact, Severity } from './alarm.ts';
import { Emergency } from './emergency.ts';
import { EquipmentSaying } from './equipment.ts';
import { EvidenceDeletion } from './evidence-deletion.ts';
import { Guest } from './guest.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { Owner, TransferOffer } from './incident-owner.ts';
import { Nullable } from './nullable.ts';
import { LonLat } from './position.ts';
import { HeldClip } from './recording.ts';
import { Retention } from './retention.ts';

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
  /** A person put them together: they came with this incident. */
  Type.Object({ code: Type.Literal('merged'), value: Id }),
  /** A person took them out of this incident, together. */
  Type.Object({ code: Type.Literal('split'), value: Id }),
]);
export type JoinReason = Static<typeof JoinReason>;

/** `monitoring` waits until a time, or for a new alarm; `merged` goes on in another incident. */
export const incidentStates = [
  'open',
  'assessing',
  'acting',
  'awaiting-disposition',
  'monitoring',
  'closed',
  'merged',
] as const;
export const IncidentState = Type.Enum(incidentStates);
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
  /** The other incident of a merge or a split. */
  incidentId: Type.Optional(Id),
  /** Why the alarms that the line is about belong to it. */
  why: Type.Optional(Type.Array(JoinReason)),
  /** What equipment said, where that is what the line tells. */
  equipment: Type.Optional(
    Type.Object({ deviceId: Id, what: EquipmentSaying, facts: Type.Array(Fact) }),
  ),
  /** Of the procedure, where the line tells of one of its steps: in its words of then. */
  step: Type.Optional(Type.Object({ textZh: Type.String(), textEn: Type.String() })),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

/** Somebody was named in a note and has not said that he read it. */
export const Mention = Type.Object({
  noteSeq: Type.Integer({ minimum: 1 }),
  atMs: Millis,
  accountId: Id,
  by: Type.String(),
  text: Type.String({ maxLength: 2000 }),
});
export type Mention = Static<typeof Mention>;

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
  owner: Nullable(Owner),
  /** When the owner's claim ends if he does nothing; null while it cannot. */
  claimLapsesAtMs: Nullable(Millis),
  /** How long a claim on it holds while nothing is done; 0 until somebody claimed it. */
  claimHoldsMs: Type.Integer({ minimum: 0 }),
  /** Nobody owns it: when that is told one level higher. Null where it has an owner, or an alarm's clock runs. */
  unownedDueAtMs: Nullable(Millis),
  unownedLevel: Type.Integer({ minimum: 0 }),
  offer: Nullable(TransferOffer),
  monitorUntilMs: Nullable(Millis),
  reopenCount: Type.Integer({ minimum: 0 }),
  mergedInto: Nullable(Id),
  /** Where it stood when it was merged: undoing that puts it there again. */
  stateBeforeMerge: Nullable(IncidentState),
  guests: Type.Array(Guest),
  mentions: Type.Array(Mention),
  /** Played through: it counts in no statistic, and every screen says so. */
  drill: Type.Boolean(),
  emergency: Nullable(Emergency),
  conclusion: Nullable(Conclusion),
  closedAtMs: Nullable(Millis),
  /** What is kept of the cameras that saw it; left out while nothing is. */
  clips: Type.Optional(Type.Array(HeldClip)),
  /** Pictures that were kept with a note; left out while there are none. */
  photoIds: Type.Optional(Type.Array(Id)),
  /** What two people had deleted of its evidence; left out while nothing was. */
  deletions: Type.Optional(Type.Array(EvidenceDeletion)),
  /** Until when its recordings are held, where two people said so; else as the house does. */
  retention: Type.Optional(Retention),
  timeline: Type.Array(TimelineEntry),
});
export type Incident = Omit<Static<typeof Incident>, 'point'> & { point: LonLat | null };
