import { zoneMidnight } from '#lib/zone-time.ts';

const dayMs = 86_400_000;

/** The last moment, not after now, at which the zone's clocks showed `14:03:22` or `14:03`; null: no time of day. */
export function lastTimeOfDay(typed: string, nowMs: number): number | null {
  const [, hour, minute, second = '0'] =
    /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(typed.trim()) ?? [];
  const [h, m, s] = [hour, minute, second].map(Number);
  if (h === undefined || m === undefined || s === undefined) return null;
  if (!(h < 24 && m < 60 && s < 60)) return null;
  const atMs = zoneMidnight(nowMs) + ((h * 60 + m) * 60 + s) * 1000;
  return atMs <= nowMs ? atMs : atMs - dayMs;
}
