import { deviceKey, type LivePicture } from '#domain/live-picture.ts';
import type { Observation } from '#domain/observation.ts';

/** Clocks of field devices wander; further ahead than this is a lie. */
const futureToleranceMs = 5 * 60_000;
/** A report that took longer than this to reach us tells of the past. */
const lateAfterMs = 10 * 60_000;

export type Lateness = 'news' | 'late' | 'future';

/**
 * Late data never moves "now" and never re-opens; data from the future is quarantined, because one
 * fix dated next year would stay the newest for a year.
 */
export function judgeLateness(
  observation: Observation,
  picture: LivePicture,
  nowMs: number,
): Lateness {
  const { deviceAtMs, gateway, deviceId } = observation;
  if (deviceAtMs > nowMs + futureToleranceMs) return 'future';
  if (nowMs - deviceAtMs > lateAfterMs) return 'late';
  const newest = picture.devices.get(deviceKey(gateway, deviceId))?.newestDeviceAtMs ?? 0;
  return deviceAtMs < newest ? 'late' : 'news';
}
