import { expect, it } from 'vitest';
import { zoneDate, zoneDay, zoneMidnight, zoneTime } from './zone-time.ts';

const evening = Date.UTC(2026, 10, 20, 16, 30, 5);

it('is eight hours ahead of UTC, over midnight too', () => {
  expect(zoneTime(evening)).toBe('00:30:05');
  expect(zoneDate(evening)).toBe('2026-11-21');
  expect(zoneDay(evening)).toEqual({ month: 11, day: 21, weekday: 6 });
  expect(zoneMidnight(evening)).toBe(Date.UTC(2026, 10, 20, 16));
});
