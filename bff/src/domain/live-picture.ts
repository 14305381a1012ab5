import type { DeviceHealth, GatewayName } from '@ftz/shared/contract/device.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat, PositionFix } from '@ftz/shared/contract/position.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';

/**
 * What is true now and needs no history: the newest fix of each vehicle, since when it stands, when
 * each device was last heard. Rebuilt from the next reports after a restart; never durable.
 */
export type LivePicture = {
  startedAtMs: number;
  vehicles: Map<string, LiveVehicle>;
  devices: Map<string, LiveDevice>;
  /** Keys of unregistered devices, oldest first: their number is bounded, for they are free to invent. */
  strangers: Set<string>;
  /** Never given twice: a page must not take one stranger for another. */
  nextStrangerKey: number;
};

export type LiveVehicle = {
  vehicle: Vehicle;
  /** Null while the terminal reports without a place. */
  fix: PositionFix | null;
  area: AreaId | null;
  /** Newest last, at most `trailLength`. */
  trail: PositionFix[];
  /** Where and since when (device time) it has not moved further than `standstillM`; null while moving. */
  halt: { point: LonLat; sinceMs: number } | null;
};

export type LiveDevice = Omit<DeviceHealth, 'lastSeenAtMs'> & {
  lastSeenAtMs: number;
  /** The newest device time heard: what is older is late. */
  newestDeviceAtMs: number;
};

export const trailLength = 120;
const standstillM = 60;
const standstillKph = 5;
const firstStrangerKey = 1_000_000;

export function emptyPicture(startedAtMs: number): LivePicture {
  return {
    startedAtMs,
    vehicles: new Map(),
    devices: new Map(),
    strangers: new Set(),
    nextStrangerKey: firstStrangerKey,
  };
}

export function deviceKey(gateway: GatewayName, deviceId: string): string {
  return `${gateway}/${deviceId}`;
}

/** Notes that a device spoke. Returns what was known of it before. */
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
  },
  nowMs: number,
): LiveDevice | undefined {
  const key = deviceKey(heard.gateway, heard.deviceId);
  const before = picture.devices.get(key);
  picture.devices.set(key, {
    gateway: heard.gateway,
    deviceId: heard.deviceId,
    area: heard.area,
    state: heard.gone ? 'lost' : 'alive',
    lastSeenAtMs: heard.gone ? (before?.lastSeenAtMs ?? nowMs) : nowMs,
    newestDeviceAtMs: Math.max(before?.newestDeviceAtMs ?? 0, heard.deviceAtMs ?? 0),
  });
  if (!heard.trusted) boundStrangers(picture, key);
  return before;
}

/** Beyond this the stranger that was met first is forgotten, its marker with it. */
const mostStrangers = 1000;

function boundStrangers(picture: LivePicture, key: string): void {
  picture.strangers.add(key);
  if (picture.strangers.size <= mostStrangers) return;
  const [oldest = ''] = picture.strangers;
  picture.strangers.delete(oldest);
  const forgotten = picture.devices.get(oldest)?.deviceId ?? '';
  picture.devices.delete(oldest);
  picture.vehicles.delete(forgotten);
}

/** A vehicle that speaks for the first time; untrusted ones get keys of their own. */
export function meetVehicle(
  picture: LivePicture,
  known: Omit<Vehicle, 'key'> & { key: number | null },
): LiveVehicle {
  const met = picture.vehicles.get(known.id);
  if (met) return met;
  const key = known.key ?? picture.nextStrangerKey++;
  const vehicle: LiveVehicle = {
    vehicle: { ...known, key },
    fix: null,
    area: null,
    trail: [],
    halt: null,
  };
  picture.vehicles.set(known.id, vehicle);
  return vehicle;
}

/** Takes a fix as the present one. Callers leave out late fixes: the past never moves the marker. */
export function moveVehicle(
  live: LiveVehicle,
  fix: PositionFix,
  area: AreaId | null,
  distanceM: (a: LonLat, b: LonLat) => number,
): void {
  live.fix = fix;
  live.area = area;
  live.trail.push(fix);
  if (live.trail.length > trailLength) live.trail.shift();
  const stands =
    fix.speedKph < standstillKph &&
    (live.halt === null || distanceM(live.halt.point, fix.point) < standstillM);
  if (!stands) live.halt = null;
  else live.halt ??= { point: fix.point, sinceMs: fix.deviceAtMs };
}
