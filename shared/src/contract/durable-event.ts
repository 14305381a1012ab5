import { type Static, type TSchema, Type } from 'typebox';
import { Viewing } from './access.ts';
import { Alarm, EscalationLevel, Fact, Severity } from './alarm.ts';
import { Call, CallEnd } from './call.ts';
import { DevicePin, DeviceRef, RegisteredDevice, UnknownDevice } from './device.ts';
import { OrderFailure, TrackedOrder } from './device-order.ts';
import {
  Disposition,
  Draw,
  DrawReason,
  FirstWord,
  RuleOutcome,
  Signer,
  Verdict,
  WaitingFor,
} from './disposition.ts';
import { AgencyRuling, TradeDocument } from './document.ts';
import { Duty } from './duty.ts';
import { EquipmentReport } from './equipment.ts';
import { FenceReport } from './fence.ts';
import { Flood, FloodReport } from './flood.ts';
import { HandOver, HandOverItem, HandOverParty } from './hand-over.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { emergencyPayloads, incidentPayloads } from './incident-event.ts';
import { ClipEnd, Inspection, InspectionCameras, InspectionClip } from './inspection.ts';
import { Journey } from './journey.ts';
import { LaneCheck, LaneDecision, LaneDeskDecision, LaneFeedback } from './lane-decision.ts';
import { LanePassage } from './lane-passage.ts';
import { Nullable } from './nullable.ts';
import { OrderContent, OrderReference, OrderStatus, UpstreamOrder } from './order.ts';
import { Outage } from './outage.ts';
import { Procedure, StepEvidence } from './procedure.ts';
import { RefusalCode } from './refusal.ts';
import { Revealed } from './revealed.ts';
import { SealReport } from './seal.ts';
import { RosterSlot, ShiftNote } from './shift.ts';
import { Suppression } from './suppression.ts';
import { Task } from './task.ts';
import { taskPayloads } from './task-event.ts';
import { unitPayloads } from './unit-event.ts';
import { Thrown, WallId } from './wall.ts';

/** Who caused an entry: a rule or gateway of ours, or a person signed in. */
export const Actor = Type.Union([
  Type.Object({ kind: Type.Literal('machine'), name: Type.String() }),
  Type.Object({ kind: Type.Literal('person'), accountId: Id, name: Type.String() }),
]);
export type Actor = Static<typeof Actor>;

const taskRef = { taskId: Id, incidentId: Id };
const stepRef = { incidentId: Id, stepId: Id };
const readingRef = { area: AreaId, laneId: Id, eventId: Id };
const handOverRef = { handOverId: Id };
const dispositionRef = { dispositionId: Id, incidentId: Nullable(Id) };
const orderRef = { orderId: Id, incidentId: Nullable(Id) };

/**
 * Who sees an entry besides the people of its areas (`also`: an invited expert), or of them (`only`:
 * what a second officer must not know before he has judged himself). Auditors see what is `only` others',
 * and alone what is `only` nobody's.
 * `every-area`: of the people of its areas those who see all of them, because it tells about all at once.
 */
export const Audience = Type.Union([
  Type.Literal('every-area'),
  Type.Object({ also: Type.Array(Id, { minItems: 1 }) }),
  Type.Object({ only: Type.Array(Id) }),
]);
export type Audience = Static<typeof Audience>;

/** Every durable event by type, with what it carries. Order: devices, alarms, incidents, tasks, units, dispositions, orders to devices. */
export const durablePayloads = {
  /** The machine's clock was set: everything that ends at a time ends as much later, or earlier. */
  'clock.set': Type.Object({ byMs: Type.Integer() }),
  'duty.began': Type.Object({ duty: Duty }),
  'duty.ended': Type.Object({ accountId: Id }),
  'roster.planned': Type.Object({ slot: RosterSlot }),
  'shift.noted': Type.Object({ note: ShiftNote }),
  'hand-over.started': Type.Object({ handOver: HandOver }),
  /** Things that came up since it was drafted. */
  'hand-over.listed': Type.Object({
    ...handOverRef,
    items: Type.Array(HandOverItem, { minItems: 1 }),
  }),
  'hand-over.ticked': Type.Object({ ...handOverRef, itemKey: HandOverItem.properties.key }),
  'hand-over.signed': Type.Object({
    ...handOverRef,
    side: Type.Enum(['outgoing', 'incoming']),
  }),
  /** Both have signed. Written in one step with the second signature and with each incident's new owner. */
  'hand-over.took-force': Type.Object({
    ...handOverRef,
    movedIncidentIds: Type.Array(Id),
    overlapEndsAtMs: Nullable(Millis),
  }),
  'hand-over.refused': Type.Object({ ...handOverRef, reason: Type.String({ maxLength: 500 }) }),
  'hand-over.cancelled': Type.Object({ ...handOverRef }),
  /** Nobody accepted in time: a supervisor says who takes over. */
  'hand-over.lapsed': Type.Object({ ...handOverRef }),
  'hand-over.reassigned': Type.Object({
    ...handOverRef,
    incoming: HandOverParty,
    lapsesAtMs: Millis,
  }),
  'device.discovered': Type.Object({ device: UnknownDevice }),
  /** From here on the device is believed, and what it speaks for is its own. */
  'device.registered': Type.Object({ device: RegisteredDevice }),
  'device.unregistered': DeviceRef,
  /** A device was met at this address: from another one it is not believed. */
  'device.pinned': Type.Object({ pin: DevicePin }),
  'device.unpinned': DeviceRef,
  'seal.reported': Type.Object({ report: SealReport, late: Type.Boolean() }),
  'fence.reported': Type.Object({ report: FenceReport, late: Type.Boolean() }),
  'lane.passed': Type.Object({
    passage: LanePassage,
    late: Type.Boolean(),
    journeyId: Type.Optional(Nullable(Id)),
  }),
  'equipment.reported': Type.Object({ report: EquipmentReport, late: Type.Boolean() }),
  /** The house's answer to a lane, with the comparison on which it rests. */
  'lane.decided': Type.Object({ decision: LaneDecision }),
  /** A person at the lane's desk decided what was referred to him. */
  'lane.checked': Type.Object({ check: LaneCheck }),
  /** A person at the command center ruled on a reading, for an incident or without one. */
  'lane.desk-decided': Type.Object({
    ...readingRef,
    incidentId: Nullable(Id),
    decision: LaneDeskDecision,
    /** What the lane is told from now on when it asks about this reading. */
    statusWord: Nullable(Type.String({ pattern: '^[0-9A-Za-z]{20}$' })),
  }),
  /** Nobody decided a referral in its time: it is everybody's now, until it expires. */
  'lane.referral-escalated': Type.Object({ ...readingRef, expiresAtMs: Millis }),
  'lane.referral-expired': Type.Object({ ...readingRef }),
  'lane.fed-back': Type.Object({ feedback: LaneFeedback }),
  'report.quarantined': Type.Object({
    gateway: Type.String(),
    deviceId: Id,
    deviceAtMs: Millis,
    reason: Type.Enum(['future']),
    /** The report as it was understood, as JSON, for a technician. */
    report: Type.String({ maxLength: 4000 }),
  }),
  'journey.declared': Type.Object({ journey: Journey }),
  'journey.arrived': Type.Object({ journeyId: Id, gateId: Id, atMs: Millis }),
  'document.filed': Type.Object({ document: TradeDocument }),
  'agency.ruled': Type.Object({ ruling: AgencyRuling }),
  'order.received': Type.Object({ order: UpstreamOrder }),
  'order.updated': Type.Object({ orderId: Id, status: OrderStatus, content: OrderContent }),
  'order.cancelled': Type.Object({ orderId: Id, status: OrderStatus, by: OrderReference }),
  /** The national centre has our receipt of this message. */
  'order.receipted': Type.Object({ orderId: Id, of: OrderReference, atMs: Millis }),
  'order.acknowledged': Type.Object({
    orderId: Id,
    status: OrderStatus,
    of: OrderReference,
    note: Nullable(Type.String({ maxLength: 500 })),
  }),
  'alarm.raised': Type.Object({ alarm: Alarm }),
  'alarm.repeated': Type.Object({
    alarmId: Id,
    deviceAtMs: Millis,
    severity: Severity,
    acknowledgeDueAtMs: Millis,
    facts: Type.Array(Fact, { maxItems: 16 }),
  }),
  'alarm.returned': Type.Object({ alarmId: Id }),
  /** Who opened the pictures of an alarm knows of it; acknowledged it has not been. */
  'alarm.seen': Type.Object({ alarmId: Id }),
  /** The access log: for its own person, and for whoever audits the areas. */
  'access.viewed': Type.Object({ viewing: Viewing }),
  'alarm.acknowledged': Type.Object({
    alarmId: Id,
    reason: Nullable(Type.String({ maxLength: 500 })),
    /** By when something must have been done about it. */
    progressDueAtMs: Millis,
  }),
  /** The next one is called; whoever had acknowledged is asked anew. */
  'alarm.escalated': Type.Object({
    alarmId: Id,
    level: EscalationLevel,
    why: Type.Enum(['no-acknowledgement', 'no-progress', 'by-hand']),
    reason: Nullable(Type.String({ maxLength: 500 })),
    /** When the level after that is called. */
    escalateDueAtMs: Millis,
  }),
  'alarm.shelved': Type.Object({ alarmId: Id, suppression: Suppression }),
  /** It is announced again; by a person, or because its time is over, it got worse, or its condition went. */
  'alarm.unshelved': Type.Object({
    alarmId: Id,
    why: Type.Enum(['by-hand', 'time-over', 'worse', 'returned']),
    acknowledgeDueAtMs: Millis,
  }),
  /** Its source was taken away while it was open. */
  'alarm.suppressed': Type.Object({ alarmId: Id, suppression: Suppression }),
  'alarm.unsuppressed': Type.Object({ alarmId: Id, acknowledgeDueAtMs: Millis }),
  'outage.requested': Type.Object({ outage: Outage }),
  'outage.authorised': Type.Object({ outageId: Id, confirmDueAtMs: Millis }),
  'outage.refused': Type.Object({ outageId: Id, reason: Type.String({ maxLength: 500 }) }),
  'outage.planned': Type.Object({ outage: Outage }),
  /** The time of a plan has come. */
  'outage.began': Type.Object({ outageId: Id }),
  /** Nobody has said for a day that it is still needed: the house asks, again and again. */
  'outage.reminded': Type.Object({ outageId: Id, confirmDueAtMs: Millis }),
  'outage.confirmed': Type.Object({ outageId: Id, confirmDueAtMs: Millis }),
  'outage.ended': Type.Object({ outageId: Id, why: Type.Enum(['expired', 'by-hand']) }),
  'flood.began': Type.Object({ flood: Flood }),
  'flood.help-asked': Type.Object({ area: AreaId }),
  'flood.ended': Type.Object({ area: AreaId, report: FloodReport }),
  ...incidentPayloads,
  ...emergencyPayloads,
  /** With its words as they are now: a later version of it changes nothing here. */
  'procedure.started': Type.Object({ incidentId: Id, procedure: Procedure }),
  'procedure.step-ticked': Type.Object({ ...stepRef }),
  'procedure.step-skipped': Type.Object({
    ...stepRef,
    reason: Nullable(Type.String({ maxLength: 500 })),
  }),
  'procedure.step-unticked': Type.Object({ ...stepRef }),
  /** Something that a step asks for was done, where no line of the timeline tells it. */
  'procedure.proved': Type.Object({ incidentId: Id, evidence: StepEvidence }),
  'procedure.skips-seen': Type.Object({ incidentId: Id, stepIds: Type.Array(Id, { minItems: 1 }) }),
  /** Seen by everybody: which screens hang in the hall is no secret, what is on them may be. */
  'wall.registered': Type.Object({ wallId: WallId, accountId: Id }),
  'wall.thrown': Type.Object({ wallId: WallId, thrown: Thrown }),
  'wall.returned': Type.Object({ wallId: WallId }),
  /** Prepared for the desk by what another task found; asks nothing of anybody. */
  'task.drafted': Type.Object({ task: Task }),
  'task.issued': Type.Object({ task: Task, revealed: Nullable(Revealed) }),
  'inspection.began': Type.Object({ inspection: Inspection }),
  'inspection.cameras-chosen': Type.Object({ ...taskRef, cameraIds: InspectionCameras }),
  'inspection.recording-started': Type.Object({ ...taskRef, clip: InspectionClip }),
  'inspection.recording-ended': Type.Object({
    ...taskRef,
    clip: InspectionClip,
    why: ClipEnd,
  }),
  'inspection.ended': Type.Object({ ...taskRef }),
  'call.started': Type.Object({ call: Call }),
  'call.ended': Type.Object({
    ...taskRef,
    callId: Id,
    tookMs: Type.Integer({ minimum: 0 }),
    why: CallEnd,
  }),
  /** Everybody learns that there is one; its author's conclusion only where one signature does. */
  'disposition.submitted': Type.Object({ disposition: Disposition }),
  /** What the author concluded, for himself alone until the second has recorded his own. */
  'disposition.first-concluded': Type.Object({ dispositionId: Id, first: FirstWord }),
  'disposition.drawn': Type.Object({ ...dispositionRef, draw: Draw, secondDueAtMs: Millis }),
  /** Who was drawn cannot any more, and nobody else is there. */
  'disposition.second-lost': Type.Object({
    ...dispositionRef,
    why: DrawReason,
    waitingFor: WaitingFor,
  }),
  'disposition.started': Type.Object({ ...dispositionRef, secondDueAtMs: Millis }),
  /** The second has recorded his own: now both are known to all. */
  'disposition.concluded': Type.Object({
    ...dispositionRef,
    first: FirstWord,
    second: Verdict,
    agree: Type.Boolean(),
  }),
  'disposition.returned': Type.Object({
    ...dispositionRef,
    by: Signer,
    reason: Type.String({ maxLength: 500 }),
  }),
  'disposition.adjudicated': Type.Object({ ...dispositionRef, by: Signer, verdict: Verdict }),
  /** `outcomes`: which rules raised what is concluded, so that each learns whether it was right. */
  'disposition.in-force': Type.Object({
    ...dispositionRef,
    verdict: Verdict,
    amends: Nullable(Id),
    outcomes: Type.Array(RuleOutcome),
  }),
  'disposition.locked': Type.Object({ ...dispositionRef }),
  /** It stays pending; a shift leader is told. */
  'disposition.late': Type.Object({ ...dispositionRef }),
  /** Somebody tried what the rule of two people forbids. */
  'disposition.attempt-refused': Type.Object({
    dispositionId: Nullable(Id),
    incidentId: Nullable(Id),
    command: Type.String({ maxLength: 64 }),
    refusal: RefusalCode,
  }),
  ...taskPayloads,
  ...unitPayloads,
  'device-order.requested': Type.Object({ order: TrackedOrder }),
  'device-order.authorised': Type.Object({ ...orderRef, dueAtMs: Millis }),
  'device-order.withdrawn': Type.Object({ ...orderRef, reason: Type.String({ maxLength: 500 }) }),
  'device-order.sending': Type.Object({ ...orderRef }),
  'device-order.sent': Type.Object({ ...orderRef, reference: Type.String({ maxLength: 64 }) }),
  'device-order.confirmed': Type.Object({ ...orderRef, detail: Type.String({ maxLength: 500 }) }),
  'device-order.failed': Type.Object({
    ...orderRef,
    failure: OrderFailure,
    detail: Nullable(Type.String({ maxLength: 500 })),
  }),
} as const satisfies Record<string, TSchema>;

export type DurableType = keyof typeof durablePayloads;
export const durableTypes = Object.keys(durablePayloads) as DurableType[];

/** What an event of one type carries. */
export type DurablePayload<T extends DurableType> = Static<(typeof durablePayloads)[T]>;

/**
 * An entry before it is numbered. `areas` decides who may see it; `dedupeKey`, where a device may
 * send the same thing twice, makes the second one a no-op in the store itself. `actedAtMs` is when a
 * person did it by the clock of a phone that could not say so at once: a claim, beside the server's time.
 */
export type DurableDraft = {
  [T in DurableType]: {
    type: T;
    areas: AreaId[];
    audience?: Audience;
    actedAtMs?: number;
    actor: Actor;
    data: DurablePayload<T>;
    dedupeKey?: string;
  };
}[DurableType];

/** An entry of the log: numbered from 1 without gaps, stamped with the server's time at commit. */
export type DurableEvent = {
  [T in DurableType]: {
    seq: number;
    atMs: number;
    type: T;
    areas: AreaId[];
    audience?: Audience;
    actedAtMs?: number;
    actor: Actor;
    data: DurablePayload<T>;
  };
}[DurableType];

/** The wire schema of one entry, as the log stores it and as OpenAPI shows it. */
export const DurableEvent = Type.Union(
  durableTypes.map((type) =>
    Type.Object({
      seq: Type.Integer({ minimum: 1 }),
      atMs: Millis,
      type: Type.Literal(type),
      areas: Type.Array(AreaId),
      audience: Type.Optional(Audience),
      actedAtMs: Type.Optional(Millis),
      actor: Actor,
      data: durablePayloads[type],
    }),
  ),
);
