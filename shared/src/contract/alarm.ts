import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { LonLat } from './position.ts';
import { Suppression } from './suppression.ts';

export const alarmKinds = [
  'seal-cut',
  'seal-tampered',
  'seal-silent',
  'seal-attempted',
  'seal-stuck',
  'seal-battery-low',
  'seal-unlocked',
  'off-route',
  'halted',
  'journey-overdue',
  'fence-alarm',
  'fence-tampered',
  'lane-mismatch',
  'lane-no-feedback',
  'lane-undecided',
  'lane-tailgating',
  'lane-not-left',
  'distress',
  'officer-silent',
  'device-lost',
  'clock-wrong',
  'identity-breach',
  'radiation',
  'scan-suspicious',
  'weight-mismatch',
  'barrier-unauthorised',
  'order-overdue',
  'documents-disagree',
  'agency-hold',
] as const;
export const AlarmKind = Type.Enum(alarmKinds);
export type AlarmKind = Static<typeof AlarmKind>;

/** 1 critical, 2 high, 3 medium, 4 advisory. */
export const severities = [1, 2, 3, 4] as const;
export const Severity = Type.Enum(severities);
export type Severity = Static<typeof Severity>;

/**
 * The states of ISA-18.2 that an alarm has of itself; `latched` is: acknowledged, condition gone, waiting
 * for review. The other three of the eight are its `suppression`, see `isaStateOf`.
 */
export const alarmStates = ['unacked', 'acked', 'returned-unacked', 'latched', 'normal'] as const;
export const AlarmState = Type.Enum(alarmStates);
export type AlarmState = Static<typeof AlarmState>;

/** Who is called: the desk that owns the area, the desks beside it, the shift leader, the duty chief. */
export const escalationLevels = [0, 1, 2, 3] as const;
export const EscalationLevel = Type.Enum(escalationLevels);
export type EscalationLevel = Static<typeof EscalationLevel>;

export const EntityKind = Type.Enum([
  'vehicle',
  'journey',
  'seal',
  'fence',
  'gate',
  'device',
  'order',
  'cargo',
  'unit',
]);
export type EntityKind = Static<typeof EntityKind>;

/** A fact that the rule saw: `name` is a key of the screen's dictionary, `value` is shown as it is. */
export const Fact = Type.Object({
  name: Type.String({ maxLength: 40 }),
  value: Type.String({ maxLength: 120 }),
});
export type Fact = Static<typeof Fact>;

/**
 * A machine's fact that wants a person. At most one alarm is open per (kind, entity):
 * a second raise counts up and asks for a new acknowledgement.
 */
export const Alarm = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  kind: AlarmKind,
  severity: Severity,
  state: AlarmState,
  area: AreaId,
  entityKind: EntityKind,
  entityId: Id,
  point: Nullable(LonLat),
  raisedAtMs: Millis,
  lastRaisedAtMs: Millis,
  deviceAtMs: Millis,
  count: Type.Integer({ minimum: 1 }),
  acknowledgedBy: Nullable(Type.String()),
  acknowledgedAtMs: Nullable(Millis),
  /** Since when it asks for the acknowledgement that it has, or waits for. */
  askedAtMs: Millis,
  /** By when somebody must have acknowledged; the screens count down to it. */
  acknowledgeDueAtMs: Millis,
  /** By when something must have been done about it; null unless it is acknowledged and nothing was. */
  progressDueAtMs: Nullable(Millis),
  level: EscalationLevel,
  /** When the clock that runs calls the next level; it then runs anew. Null: none runs. */
  escalateDueAtMs: Nullable(Millis),
  /** The newest three times that it was raised, oldest first. */
  raisesAtMs: Type.Array(Millis, { maxItems: 3 }),
  /** Three raises came within a minute. */
  chattering: Type.Boolean(),
  suppression: Nullable(Suppression),
  returnedAtMs: Nullable(Millis),
  incidentId: Nullable(Id),
  vehicleId: Nullable(Id),
  plate: Nullable(Type.String()),
  journeyId: Nullable(Id),
  sealId: Nullable(Id),
  containerNo: Nullable(Type.String()),
  gateId: Nullable(Id),
  segmentId: Nullable(Id),
  /** Nearest first. */
  cameraIds: Type.Array(Id),
  facts: Type.Array(Fact, { maxItems: 16 }),
});
export type Alarm = Omit<Static<typeof Alarm>, 'point'> & { point: LonLat | null };
