import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import { foreseeArrival, onWay, type WaySample, withSample } from './arrival.ts';
import { distanceM } from './distance.ts';
import { alongLine } from './polyline.ts';

const line: LonLat[] = [
  [121.6, 31.3],
  [121.7, 31.3],
  [121.7, 31.2],
];
const lengthM =
  distanceM(line[0] as LonLat, line[1] as LonLat) + distanceM(line[1] as LonLat, line[2] as LonLat);
const nowMs = 10_000_000;
const at = (alongM: number) => onWay(alongLine(line, alongM) as LonLat, line);
const way = (alongM: number) => at(alongM) ?? { alongM: 0, leftM: 0, awayM: 0 };
const fix = (speedKph: number, ageMs = 0) => ({ speedKph, fixAtMs: nowMs - ageMs });

it('what is behind and what is left make the whole way, wherever it is on it', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: lengthM, noNaN: true }), (alongM) => {
      const { alongM: behind, leftM, awayM } = way(alongM);
      expect(Math.abs(behind + leftM - lengthM)).toBeLessThan(1);
      expect(Math.abs(behind - alongM)).toBeLessThan(25);
      expect(awayM).toBeLessThan(1);
    }),
  );
  expect(onWay([121.6, 31.3], [[121.6, 31.3]])).toBeNull();
});

it('arrives when what is left is driven at the speed of the last minutes, not of this second', () => {
  const samples: WaySample[] = [
    { atMs: nowMs - 120_000, alongM: 1_000 },
    { atMs: nowMs, alongM: 3_000 },
  ];
  const found = foreseeArrival(
    { alongM: 3_000, leftM: 6_000, awayM: 5 },
    100,
    fix(0),
    samples,
    nowMs,
  );
  expect(found).toEqual({
    state: 'under-way',
    leftM: 6_000,
    atMs: nowMs + 360_000,
    spanMs: 120_000,
  });
});

it('before there is a minute of fixes, arrives as it drives now', () => {
  const found = foreseeArrival({ alongM: 0, leftM: 10_000, awayM: 0 }, 100, fix(60), [], nowMs);
  expect(found).toEqual({ state: 'under-way', leftM: 10_000, atMs: nowMs + 600_000, spanMs: 0 });
});

it('says no time where it stands, has left its way, or has not been heard of', () => {
  const ahead = { alongM: 0, leftM: 9_000, awayM: 50 };
  expect(foreseeArrival(ahead, 100, fix(1), [], nowMs)).toEqual({
    state: 'standing',
    leftM: 9_000,
  });
  expect(foreseeArrival(ahead, 20, fix(60), [], nowMs)).toEqual({ state: 'off-way', awayM: 50 });
  expect(foreseeArrival(ahead, 100, fix(60, 61_000), [], nowMs).state).toBe('stale');
});

it('never arrives in the past, and sooner the faster it drives', () => {
  const kph = fc.double({ min: 3, max: 120, noNaN: true });
  const metres = fc.double({ min: 0, max: 50_000, noNaN: true });
  fc.assert(
    fc.property(kph, kph, metres, (a, b, leftM) => {
      const arrive = (speed: number) => {
        const found = foreseeArrival(
          { alongM: 0, leftM, awayM: 0 },
          1,
          fix(speed, 5_000),
          [],
          nowMs,
        );
        return found.state === 'under-way' ? found.atMs : Number.NaN;
      };
      expect(arrive(a)).toBeGreaterThanOrEqual(nowMs);
      expect(arrive(Math.max(a, b))).toBeLessThanOrEqual(arrive(Math.min(a, b)));
    }),
  );
});

it('keeps the samples of five minutes, each fix once', () => {
  let samples: WaySample[] = [];
  for (let s = 0; s <= 600; s += 10) {
    samples = withSample(samples, { atMs: s * 1_000, alongM: s });
    samples = withSample(samples, { atMs: s * 1_000, alongM: s });
  }
  expect(samples[0]?.atMs).toBe(300_000);
  expect(samples).toHaveLength(31);
});
