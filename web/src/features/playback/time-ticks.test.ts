import { expect, it } from 'vitest';
import { momentAt, percentOf, ticksOf } from './time-ticks.ts';

const noon = Date.UTC(2026, 10, 29, 12);

it('writes round times, few enough to be read, over seconds as over days', () => {
  for (const lengthMs of [5_000, 65_000, 600_000, 7_200_000, 200_000_000]) {
    const span = { fromMs: noon + 333, untilMs: noon + 333 + lengthMs };
    const ticks = ticksOf(span, 8);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(8);
    for (const tick of ticks) expect(tick % 1_000).toBe(0);
    expect(ticks[0]).toBeGreaterThanOrEqual(span.fromMs);
    expect(ticks.at(-1)).toBeLessThan(span.untilMs);
  }
});

it('leads from a place on the bar to its moment and back, and never out of the span', () => {
  const span = { fromMs: noon, untilMs: noon + 600_000 };
  expect(momentAt(span, 0.5)).toBe(noon + 300_000);
  expect(percentOf(span, noon + 150_000)).toBe(25);
  expect([momentAt(span, -1), momentAt(span, 2)]).toEqual([span.fromMs, span.untilMs]);
});
