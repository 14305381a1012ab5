import { type TSchema, Type } from 'typebox';
import { EquipmentReport } from './equipment.ts';
import { Guest } from './guest.ts';
import { Id, Millis } from './ids.ts';
import { Conclusion, Incident, JoinReason } from './incident.ts';
import { TransferOffer } from './incident-owner.ts';
import { Nullable } from './nullable.ts';
import { HeldClip } from './recording.ts';
import { Revealed } from './revealed.ts';

const ref = { incidentId: Id };
const reason = Type.String({ maxLength: 500 });
/** How long the new owner's claim holds while nothing is done. */
const holdsMs = Type.Integer({ minimum: 0 });
const whys = Type.Array(JoinReason, { minItems: 1 });

/** What happens to an incident, in the order of its life. */
export const incidentPayloads = {
  'incident.opened': Type.Object({ incident: Incident }),
  'incident.alarm-joined': Type.Object({
    ...ref,
    alarmId: Id,
    why: whys,
    revealed: Nullable(Revealed),
  }),
  /** What equipment reported of a vehicle, a container or a gate of this incident. */
  'incident.equipment-told': Type.Object({ ...ref, report: EquipmentReport }),
  /** What a lane said of a vehicle of this incident, to those who do not all see the lane. */
  'incident.lane-told': Type.Object({
    ...ref,
    word: Type.Enum([
      'lane.decided',
      'lane.checked',
      'lane.release-asked',
      'lane.referral-escalated',
      'lane.referral-expired',
    ]),
    text: Nullable(Type.String()),
  }),
  /** From now on nothing of these clips is let go of; what is yet to be recorded included. */
  'incident.clips-held': Type.Object({ ...ref, clips: Type.Array(HeldClip, { minItems: 1 }) }),
  'incident.claimed': Type.Object({ ...ref, holdsMs }),
  'incident.released': Type.Object({ ...ref, unownedDueAtMs: Millis }),
  /** The owner did nothing for too long: it is in every queue again. */
  'incident.claim-lapsed': Type.Object({ ...ref, owner: Type.String(), unownedDueAtMs: Millis }),
  /** Nobody took it in time: told one level higher. */
  'incident.unowned': Type.Object({
    ...ref,
    level: Type.Integer({ minimum: 1 }),
    unownedDueAtMs: Millis,
  }),
  'incident.transfer-offered': Type.Object({ ...ref, offer: TransferOffer }),
  'incident.transfer-accepted': Type.Object({ ...ref, holdsMs }),
  'incident.transfer-declined': Type.Object({ ...ref }),
  /** Not answered in time: it stays with its owner. */
  'incident.transfer-returned': Type.Object({ ...ref, to: Type.String() }),
  /** With a watch: both sides have signed. */
  'incident.handed-over': Type.Object({
    ...ref,
    handOverId: Id,
    to: Type.Object({ accountId: Id, name: Type.String() }),
  }),
  'incident.noted': Type.Object({
    ...ref,
    text: Type.String({ maxLength: 2000 }),
    mentions: Type.Optional(Type.Array(Id, { maxItems: 20 })),
    photoId: Type.Optional(Id),
  }),
  /** `noteSeq` is the entry that named him. */
  'mention.read': Type.Object({ ...ref, accountId: Id, noteSeq: Type.Integer({ minimum: 1 }) }),
  'incident.monitored': Type.Object({ ...ref, untilMs: Millis, reason }),
  'incident.monitoring-ended': Type.Object({ ...ref }),
  /** All of the first goes on in the second; the first points to it. */
  'incident.merged': Type.Object({
    ...ref,
    intoId: Id,
    reason,
    holdsMs,
    /** Both as they stood, where they are not seen by the same people. */
    revealed: Type.Array(Revealed, { maxItems: 2 }),
  }),
  /** The second one, of which it was a part, goes on by itself, as it was. */
  'incident.unmerged': Type.Object({
    ...ref,
    intoId: Id,
    reason,
    unownedDueAtMs: Millis,
    /** It as it stood, where some have come to the other one since and know nothing of it. */
    revealed: Nullable(Revealed),
  }),
  'incident.split': Type.Object({
    ...ref,
    /** The new one, with the alarms that it takes along and why they belong together. */
    incident: Incident,
    reason,
  }),
  'incident.closed': Type.Object({
    ...ref,
    conclusion: Conclusion,
    note: Type.String({ maxLength: 2000 }),
  }),
  'incident.reopened': Type.Object({ ...ref, reason, holdsMs }),
  'incident.guest-invited': Type.Object({ ...ref, guest: Guest, revealed: Revealed }),
  'incident.guest-left': Type.Object({
    ...ref,
    accountId: Id,
    name: Type.String(),
    why: Type.Enum(['uninvited', 'expired', 'merged']),
  }),
} as const satisfies Record<string, TSchema>;

/** What happens to the emergency of an incident. */
export const emergencyPayloads = {
  'emergency.declared': Type.Object({
    ...ref,
    reason,
    /** Null where the duty chief himself declares it. */
    confirmDueAtMs: Nullable(Millis),
    reportDueAtMs: Millis,
    noticeDueAtMs: Millis,
  }),
  'emergency.confirmed': Type.Object({ ...ref, reportDueAtMs: Millis }),
  'emergency.lapsed': Type.Object({ ...ref }),
  'emergency.reported': Type.Object({
    ...ref,
    text: Type.String({ maxLength: 2000 }),
    reportDueAtMs: Millis,
  }),
  'emergency.report-overdue': Type.Object({ ...ref }),
  /** The national centre has taken our notice of it. */
  'emergency.noticed': Type.Object({ ...ref, atMs: Millis }),
  'emergency.notice-overdue': Type.Object({ ...ref }),
  'emergency.stood-down': Type.Object({
    ...ref,
    note: Type.String({ maxLength: 2000 }),
    reviewDueAtMs: Millis,
  }),
  'emergency.review-overdue': Type.Object({ ...ref }),
  'emergency.reviewed': Type.Object({ ...ref, note: Type.String({ maxLength: 2000 }) }),
} as const satisfies Record<string, TSchema>;
