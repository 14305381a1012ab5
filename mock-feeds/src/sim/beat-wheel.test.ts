import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBeatWheel } from './beat-wheel.ts';

const fleet = (vehicles: number) => Array.from({ length: vehicles }, (_, i) => i + 1);

it('asks each once in every period, whatever the pace of the calls', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 30, maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(1e6), steps, (vehicles, startMs, paces) => {
      const wheel = createBeatWheel(fleet(vehicles), 1_000);
      wheel.due(startMs);
      let nowMs = startMs;
      const asked = new Map<number, number[]>();
      for (const paceMs of paces) {
        nowMs += paceMs;
        for (const n of wheel.due(nowMs)) asked.set(n, [...(asked.get(n) ?? []), nowMs]);
      }
      for (const n of fleet(vehicles)) {
        const times = asked.get(n) ?? [];
        const periods = (nowMs - startMs) / 1_000;
        expect(times.length).toBeGreaterThanOrEqual(Math.floor(periods));
        expect(times.length).toBeLessThanOrEqual(Math.ceil(periods));
      }
    }),
  );
});

it('shows a small fleet at once, a large one evenly over the first period', () => {
  expect(createBeatWheel(fleet(300), 5_000).due(7)).toHaveLength(300);
  const wheel = createBeatWheel(fleet(20_000), 5_000);
  expect(wheel.due(1_234)).toEqual([]);
  for (let beat = 1; beat <= 25; beat++) {
    const due = wheel.due(1_234 + beat * 200);
    expect(due.length).toBeGreaterThan(700);
    expect(due.length).toBeLessThan(900);
  }
});

it('asks everyone once after a long pause', () => {
  const wheel = createBeatWheel(fleet(50), 5_000);
  wheel.due(0);
  expect(wheel.due(60_000)).toHaveLength(50);
  expect(wheel.due(60_001).length).toBeLessThan(2);
});
