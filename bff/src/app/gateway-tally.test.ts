import { expect, it } from 'vitest';
import { GatewayTally } from './gateway-tally.ts';

const minuteMs = 60_000;
const noonMs = Date.UTC(2026, 0, 15, 4);

it('counts each of the last minutes, the present one last', () => {
  const tally = new GatewayTally();
  for (let i = 0; i < 5; i++) tally.count('ok', noonMs);
  tally.count('bad', noonMs + 2 * minuteMs);
  expect(tally.perMinute(noonMs + 2 * minuteMs).slice(-3)).toEqual([5, 0, 1]);
  expect(tally.perMinute(noonMs + 3 * minuteMs).slice(-4)).toEqual([5, 0, 1, 0]);
  expect(tally.perMinute(noonMs + 60 * minuteMs)).toEqual(Array(30).fill(0));
  expect(tally).toMatchObject({
    lastMessageAtMs: noonMs + 2 * minuteMs,
    results: { ok: 5, bad: 1 },
  });
});

it('names a bounded number of reasons by their first word', () => {
  const tally = new GatewayTally();
  tally.refuse('foreign-topic a/b');
  tally.refuse('foreign-topic c/d');
  for (let i = 0; i < 100; i++) tally.refuse(`made-up-${i}`);
  expect(tally.refused.get('foreign-topic')).toBe(2);
  expect(tally.refused.get('other')).toBe(77);
  expect(tally.refused.size).toBe(25);
});
