import { expect, it } from 'vitest';
import { withZoneStamps } from './stamps.ts';

const nowMs = Date.parse('2026-11-22T04:41:00Z');

it('shows a stamp of today as the time on the wall', () => {
  expect(withZoneStamps('wang, 2026-11-22T04:40:07.605Z', nowMs)).toBe('wang, 12:40:07');
});

it('names the day when it was another one in the zone', () => {
  expect(withZoneStamps('2026-11-21T15:59:59Z', nowMs)).toBe('2026-11-21 23:59:59');
  expect(withZoneStamps('2026-11-21T16:00:00Z', nowMs)).toBe('00:00:00');
});

it('leaves every other sentence alone', () => {
  expect(withZoneStamps('expected version 3', nowMs)).toBe('expected version 3');
});
