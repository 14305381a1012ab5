import { expect, it } from 'vitest';
import { codeOf, signalOf, timeOf } from './alarm-signal.ts';

const alarm = (method: number | null, type: string | null, priority: number | null = 4) => ({
  deviceId: null,
  time: null,
  description: null,
  method,
  type,
  priority,
});

it.each([
  [alarm(5, '6'), 'alarm'],
  [alarm(5, '5'), 'alarm'],
  [alarm(5, '2', 1), null],
  [alarm(5, '11'), 'tamper'],
  [alarm(2, '2'), 'tamper'],
  [alarm(2, '1'), 'trouble'],
  [alarm(6, null), 'trouble'],
  [alarm(7, null, 1), 'alarm'],
  [alarm(7, null, 4), null],
  [alarm(null, 'x', null), null],
])('%j is %s', (said, signal) => {
  expect(signalOf(said)).toBe(signal);
});

it('keeps method and type for the technician', () => {
  expect(codeOf(alarm(5, '6'))).toBe('GB5-6');
  expect(codeOf(alarm(null, null))).toBe('GB?-?');
});

it.each([
  ['2026-06-05T09:46:05', '2026-06-05T01:46:05Z'],
  ['2026-06-05 09:46:05.123', '2026-06-05T01:46:05Z'],
  ['2026-06-05T09:46:05Z', '2026-06-05T09:46:05Z'],
  ['2026-06-05T09:46:05-01:30', '2026-06-05T11:16:05Z'],
  ['2026-02-30T09:46:05', null],
  ['yesterday', null],
  [null, null],
])('reads the time %s', (text, iso) => {
  expect(timeOf(text)).toBe(iso === null ? null : Date.parse(iso));
});
