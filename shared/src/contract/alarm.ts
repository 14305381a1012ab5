import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { LonLat } from './position.ts';

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
  'fence-alarm',
  'fence-tampered',
  'lane-mismatch',
  'lane-no-feedback',
  'distress',
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

/** ISA-18.2 states of which this product uses these; `latched` is: acknowledged, condition gone, waiting for review. */
export const alarmStates = ['unacked', 'acked', 'returned-unacked', 'latched', 'normal'] as const;
export const AlarmState = Type.Enum(alarmStates);
export type AlarmState = Static<typeof AlarmState>;

export const EntityKind = Type.Enum([
  'vehicle',
  'seal',
  'fence',
  'gate',
  'device',
  'order',
  'cargo',
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
  /** By when somebody must have acknowledged; the screens count down to it. */
  acknowledgeDueAtMs: Millis,
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
