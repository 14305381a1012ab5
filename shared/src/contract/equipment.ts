import { type Static, Type } from 'typebox';
import { Fact } from './alarm.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** What stands in lanes and inspection halls beside the lane's own computer. */
export const equipmentKinds = [
  'weighbridge',
  'electronic-plate',
  'ic-card',
  'barrier',
  'display',
  'intercom',
  'h986',
  'x-ray',
  'radiation-portal',
  'plate-camera',
] as const;
export const EquipmentKind = Type.Enum(equipmentKinds);
export type EquipmentKind = Static<typeof EquipmentKind>;

/** What it can say happened. */
export const equipmentSayings = [
  'plate-read',
  'no-plate',
  'input-changed',
  'weighed',
  'over-range',
  'tag-read',
  'card-read',
  'barrier-opened',
  'barrier-closed',
  'barrier-moving',
  'barrier-faulted',
  'text-shown',
  'call-started',
  'call-answered',
  'call-ended',
  'scan-clear',
  'scan-suspicious',
  'scan-inconclusive',
  'radiation-normal',
  'radiation-alarm',
  'device-faulted',
  'device-recovered',
] as const;
export const EquipmentSaying = Type.Enum(equipmentSayings);
export type EquipmentSaying = Static<typeof EquipmentSaying>;

/** One thing that a piece of equipment reported. `(deviceId, eventId)` is unique: a repeat is the same report. */
export const EquipmentReport = Type.Object({
  eventId: Id,
  deviceId: Id,
  equipment: EquipmentKind,
  area: AreaId,
  gateId: Nullable(Id),
  laneId: Nullable(Id),
  deviceAtMs: Millis,
  what: EquipmentSaying,
  plate: Nullable(Type.String({ maxLength: 16 })),
  containerNo: Nullable(Type.String({ maxLength: 16 })),
  /** Of a settled weight. */
  weightKg: Nullable(Type.Number({ minimum: 0 })),
  /** By which decision or order a barrier was opened; null: by none that it knows of. */
  releaseId: Nullable(Id),
  /** Of a barrier that closed: how many vehicles its loop counted while it stood open. */
  vehiclesPassed: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
  facts: Type.Array(Fact, { maxItems: 16 }),
});
export type EquipmentReport = Static<typeof EquipmentReport>;

/**
 * What a weighbridge may differ by: the larger of both. There is no default, because no standard sets
 * one: a bridge without it compares nothing, and a person confirms.
 */
export const WeighTolerance = Type.Object({
  absoluteKg: Type.Number({ minimum: 0 }),
  percent: Type.Number({ minimum: 0, maximum: 100 }),
});
export type WeighTolerance = Static<typeof WeighTolerance>;

/** What a piece of equipment is, and the lane that it serves. */
export const EquipmentPost = Type.Object({
  equipment: EquipmentKind,
  laneId: Nullable(Id),
  weighTolerance: Nullable(WeighTolerance),
});
export type EquipmentPost = Static<typeof EquipmentPost>;
