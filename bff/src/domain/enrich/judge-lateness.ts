import { deviceKey } from '#domain/live-picture.ts';
import type { Observation } from '#domain/observation.ts';
import type { World } from '#domain/sighting.ts';

/** Clocks of field devices wander; further ahead than this is a lie. */
const futureToleranceMs = 5 * 60_000;
/** A report that took longer than this to reach us tells of the past. */
const lateAfterMs = 10 * 60_000;

export type Lateness = 'news' | 'late' | 'future';

export function isFromTheFuture({ deviceAtMs }: Observation, nowMs: number): boolean {
  return deviceAtMs > nowMs + futureToleranceMs;
}

/**
 * Late data never moves "now" and never re-opens; data from the future is quarantined, because one
 * fix dated next year would stay the newest for a year.
 */
export function judgeLateness(observation: Observation, world: World): Lateness {
  const { deviceAtMs } = observation;
  if (isFromTheFuture(observation, world.nowMs)) return 'future';
  if (observation.kind === 'position' && observation.backfill) return 'late';
  if (world.nowMs - deviceAtMs > lateAfterMs) return 'late';
  return deviceAtMs < newestKnownMs(observation, world) ? 'late' : 'news';
}

/** Longer than a device whose acknowledgement was lost goes on repeating what it said. */
const replayedAfterMs = 6 * 3_600_000;

/**
 * Of a message that the log knows: whether somebody says it again. An honest device repeats what was
 * not acknowledged, and does so before long; when it has spoken of much later things since, it has not
 * forgotten that this one was heard.
 */
export function isReplay(
  { gateway, deviceId, deviceAtMs }: Observation,
  { picture }: World,
): boolean {
  const newest = picture.devices.get(deviceKey(gateway, deviceId))?.newestDeviceAtMs ?? 0;
  return newest - deviceAtMs > replayedAfterMs;
}

/** The newest that this device has said; after a restart the log remembers what the picture forgot. */
function newestKnownMs({ gateway, deviceId, kind }: Observation, world: World): number {
  const { picture, situation, registry } = world;
  const heard = picture.devices.get(deviceKey(gateway, deviceId))?.newestDeviceAtMs ?? 0;
  if (kind === 'equipment') {
    return Math.max(heard, situation.equipment[deviceId]?.deviceAtMs ?? 0);
  }
  if (gateway === 'eseal-mqtt') return Math.max(heard, situation.seals[deviceId]?.deviceAtMs ?? 0);
  if (gateway !== 'perimeter-dc09' || heard > 0) return heard;
  const logged = registry.site.fences
    .filter(({ account }) => account === deviceId)
    .map(({ id }) => situation.fences[id]?.deviceAtMs ?? 0);
  return Math.max(0, ...logged);
}
