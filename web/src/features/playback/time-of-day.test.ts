import { expect, it } from 'vitest';
import { zoneTime } from '#lib/zone-time.ts';
import { lastTimeOfDay } from './time-of-day.ts';

/** 00:10:00 in the zone. */
const nowMs = Date.UTC(2026, 10, 28, 16, 10);

it('is the last time that the clocks of the zone showed it, yesterday where today it is yet to come', () => {
  expect(zoneTime(lastTimeOfDay('00:03:22', nowMs) ?? 0)).toBe('00:03:22');
  expect(nowMs - (lastTimeOfDay('0:09', nowMs) ?? 0)).toBe(60_000);
  expect(nowMs - (lastTimeOfDay(' 23:50 ', nowMs) ?? 0)).toBe(20 * 60_000);
});

it('takes nothing for a time that is none', () => {
  for (const typed of ['', '14', '24:00', '14:60', '14:03:60', '14:3', 'now', '-1:00'])
    expect(lastTimeOfDay(typed, nowMs), typed).toBeNull();
});
