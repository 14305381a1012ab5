import type { DeviceHealth, GatewayName } from '@ftz/shared/contract/device.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat, PositionFix } from '@ftz/shared/contract/position.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import { type DeviceClock, hearClock, unknownClock } from './device-clock.ts';
import {
  admitVehicle,
  createPositionTable,
  forgetVehicle,
  hearFix,
  type PositionTable,
} from './position-table.ts';
import { areaBit, scopeOf } from './vehicle-scope.ts';
import { shiftVesselTimes, type VesselTable } from './vessels.ts';

/**
 * What is true now and needs no history: the newest fix of each vehicle, since when it stands, when
 * each device was last heard. Rebuilt from the next reports after a restart; never durable.
 */
export type LivePicture = {
  startedAtMs: number;
  /** When the house before this one last heard of each feed, and of each device that promised to speak. */
  heardBefore: Map<string, number>;
  vehicles: Map<string, LiveVehicle>;
  /** By `deviceKey`; a device is one object, changed in place, until it is forgotten. */
  devices: Map<string, LiveDevice>;
  /** The same positions as columns: what the pages are told. */
  positions: PositionTable;
  vessels: VesselTable;
  /** Keys of unregistered devices, oldest first: their number is bounded, for they are free to invent. */
  strangers: Set<string>;
  /** Keys of forgotten strangers, the longest forgotten first, and how many keys there are. */
  freeStrangerKeys: number[];
  strangerKeys: number;
};

export type LiveVehicle = {
  vehicle: Vehicle;
  /** Null while the terminal reports without a place. */
  fix: PositionFix | null;
  area: AreaId | null;
  /** Where and since when (device time) it has not moved further than `standstillM`; null while moving. */
  halt: { point: LonLat; sinceMs: number } | null;
};

export type LiveDevice = Omit<DeviceHealth, 'lastSeenAtMs' | 'clockAheadMs'> & {
  lastSeenAtMs: number;
  /** The newest device time heard: what is older is late. */
  newestDeviceAtMs: number;
  clock: DeviceClock;
};

const standstillM = 60;
const standstillKph = 5;

export function emptyPicture(
  startedAtMs: number,
  heardBefore: Map<string, number> = new Map(),
): LivePicture {
  return {
    startedAtMs,
    heardBefore,
    vehicles: new Map(),
    devices: new Map(),
    positions: createPositionTable(),
    vessels: new Map(),
    strangers: new Set(),
    freeStrangerKeys: [],
    strangerKeys: 0,
  };
}

/** As `heardBefore` names all devices of one kind in one area. */
export function feedKey(area: AreaId, gateway: GatewayName): string {
  return `${area}/${gateway}`;
}

export function deviceKey(gateway: GatewayName, deviceId: string): string {
  return `${gateway}/${deviceId}`;
}

/**
 * Our clock was set by `byMs`: what was heard a moment ago still was. Without this every device would
 * seem silent for as long as the clock went forward, and none would for as long as it went back.
 */
export function shiftTimesHeard(picture: LivePicture, byMs: number): void {
  picture.startedAtMs += byMs;
  for (const [key, atMs] of picture.heardBefore) picture.heardBefore.set(key, atMs + byMs);
  for (const device of picture.devices.values()) device.lastSeenAtMs += byMs;
  shiftVesselTimes(picture.vessels, byMs);
}

/** Notes that a device spoke. */
export function noteDevice(
  picture: LivePicture,
  heard: {
    gateway: GatewayName;
    deviceId: string;
    area: AreaId | null;
    trusted: boolean;
    gone: boolean;
    /** Null for a sign of life: only what a device measured has a time that others can be late to. */
    deviceAtMs: number | null;
    /** When the device says that it measured; null for what is of the past by its own word. */
    clockAtMs?: number | null;
  },
  nowMs: number,
): void {
  const key = deviceKey(heard.gateway, heard.deviceId);
  const { gateway, deviceId, area } = heard;
  let device = picture.devices.get(key);
  if (!device) {
    device = {
      gateway,
      deviceId,
      area,
      state: 'alive',
      lastSeenAtMs: nowMs,
      newestDeviceAtMs: 0,
      clock: unknownClock(),
    };
    picture.devices.set(key, device);
  }
  device.area = area;
  device.state = heard.gone ? 'lost' : 'alive';
  if (!heard.gone) device.lastSeenAtMs = nowMs;
  device.newestDeviceAtMs = Math.max(device.newestDeviceAtMs, heard.deviceAtMs ?? 0);
  if (heard.clockAtMs) hearClock(device.clock, heard.clockAtMs, nowMs);
  if (!heard.trusted) boundStrangers(picture, key);
  else if (picture.strangers.delete(key)) outgrowStranger(picture, gateway, deviceId);
}

/** Somebody has registered it: its marker gives way to that of whom it speaks for. */
function outgrowStranger(picture: LivePicture, gateway: GatewayName, deviceId: string): void {
  if (gateway === 'jt808') forgetStranger(picture, deviceId);
}

/** Takes a marker whose key is no registered vehicle's from the map. */
export function dropMarker(picture: LivePicture, { vehicle }: LiveVehicle): void {
  picture.vehicles.delete(vehicle.id);
  forgetVehicle(picture.positions, vehicle.key);
  picture.freeStrangerKeys.push(vehicle.key);
}

/** Beyond this the stranger that was met first is forgotten, its marker with it. */
const mostStrangers = 1000;

function boundStrangers(picture: LivePicture, key: string): void {
  picture.strangers.add(key);
  if (picture.strangers.size <= mostStrangers) return;
  const [oldest = ''] = picture.strangers;
  picture.strangers.delete(oldest);
  const forgotten = picture.devices.get(oldest);
  picture.devices.delete(oldest);
  if (forgotten?.gateway === 'jt808') forgetStranger(picture, forgotten.deviceId);
}

function forgetStranger(picture: LivePicture, deviceId: string): void {
  const live = picture.vehicles.get(deviceId);
  if (live && !live.vehicle.trusted) dropMarker(picture, live);
}

/**
 * A vehicle that speaks for the first time. Those of the directory bring the key that they have for
 * good; who the others are, pages are told with their first position.
 */
export function meetVehicle(
  picture: LivePicture,
  vehicle: Vehicle,
  inDirectory = vehicle.trusted,
): LiveVehicle {
  const met = picture.vehicles.get(vehicle.id);
  if (met) return met;
  const live: LiveVehicle = { vehicle, fix: null, area: null, halt: null };
  picture.vehicles.set(vehicle.id, live);
  const { area } = vehicle;
  admitVehicle(picture.positions, vehicle, inDirectory && area !== null ? areaBit(area) : 0);
  return live;
}

/**
 * A key for one that nobody registered, after the `registered` keys of the others; that of a forgotten
 * one comes back as late as possible.
 */
export function strangerKey(picture: LivePicture, registered: number): number {
  if (picture.strangerKeys >= mostStrangers) {
    const freed = picture.freeStrangerKeys.shift();
    if (freed !== undefined) return freed;
  }
  picture.strangerKeys += 1;
  return registered + picture.strangerKeys;
}

/** Takes a fix as the present one. Callers leave out late fixes: the past never moves the marker. */
export function moveVehicle(
  picture: LivePicture,
  live: LiveVehicle,
  fix: PositionFix,
  area: AreaId | null,
  distanceM: (a: LonLat, b: LonLat) => number,
): void {
  live.fix = fix;
  live.area = area;
  hearFix(picture.positions, live.vehicle.key, fix, scopeOf(live.vehicle.area, area));
  const stands =
    fix.speedKph < standstillKph &&
    (live.halt === null || distanceM(live.halt.point, fix.point) < standstillM);
  if (!stands) live.halt = null;
  else live.halt ??= { point: fix.point, sinceMs: fix.deviceAtMs };
}
