import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import { distanceM } from './distance.ts';
import { pointAt } from './flat.ts';
import { distanceToLineM } from './polyline.ts';
import { type Moving, type Prediction, predictPath, type Ways } from './predict-path.ts';

const start: LonLat = [121.6, 31.3];
const corner = pointAt(start, 90, 500);
const end = pointAt(corner, 0, 5000);
const road = [start, corner, end];
const nowMs = 1_000_000_000;
const truck = (more: Partial<Moving> = {}): Moving => ({
  point: start,
  speedKph: 36,
  headingDeg: 90,
  fixAtMs: nowMs,
  ...more,
});
const nowhere: Ways = { corridor: null, roads: [] };
const along = (line: readonly LonLat[]): Ways => ({ corridor: { line, withinM: 300 }, roads: [] });
const ahead = [30, 60];

/** Metres from where it was foreseen to be to `place`, so many seconds ahead. */
function missedBy(prediction: Prediction, aheadS: number, place: LonLat): number {
  if (prediction.state !== 'moving') return Number.POSITIVE_INFINITY;
  const found = prediction.points.find((each) => each.aheadS === aheadS);
  return found ? distanceM(found.point, place) : Number.POSITIVE_INFINITY;
}

describe('predictPath', () => {
  it('follows the corridor round its corner, at the speed driven', () => {
    const found = predictPath(truck(), along(road), nowMs, ahead);
    expect(found).toMatchObject({ state: 'moving', along: 'corridor' });
    expect(missedBy(found, 30, pointAt(start, 90, 300))).toBeLessThan(1);
    expect(missedBy(found, 60, pointAt(corner, 0, 100))).toBeLessThan(1);
  });

  it('counts the age of the fix as driven, and gets less sure with it', () => {
    const fresh = predictPath(truck(), along(road), nowMs, ahead);
    const old = predictPath(truck({ fixAtMs: nowMs - 20_000 }), along(road), nowMs, ahead);
    expect(missedBy(old, 30, corner)).toBeLessThan(1);
    if (fresh.state !== 'moving' || old.state !== 'moving') throw new Error('both drive');
    expect(old.points[0]?.radiusM).toBeGreaterThan(fresh.points[0]?.radiusM ?? Infinity);
  });

  it('drives a corridor backwards when it is driven so, and stays at its end', () => {
    const back = predictPath(truck({ point: corner, headingDeg: 270 }), along(road), nowMs, ahead);
    expect(missedBy(back, 30, pointAt(corner, 270, 300))).toBeLessThan(1);
    expect(missedBy(back, 60, start)).toBeLessThan(1);
  });

  it('leaves a corridor that is too far away for the road under it, and passes junctions', () => {
    const ways = {
      ...along([pointAt(start, 0, 2000), end]),
      roads: [
        [start, corner],
        [corner, end],
      ],
    };
    const found = predictPath(truck(), ways, nowMs, ahead);
    expect(found).toMatchObject({ along: 'road' });
    expect(missedBy(found, 60, pointAt(corner, 0, 100))).toBeLessThan(1);
  });

  it('takes no road across its heading, and off the roads goes straight on', () => {
    const found = predictPath(
      truck({ headingDeg: 0 }),
      { ...nowhere, roads: [road] },
      nowMs,
      ahead,
    );
    expect(found).toMatchObject({ along: 'heading' });
    expect(missedBy(found, 30, pointAt(start, 0, 300))).toBeLessThan(1);
  });

  it('says so when it stands, when nobody knows its heading, and when its position is old', () => {
    const state = (more: Partial<Moving>, ways = nowhere) =>
      predictPath(truck(more), ways, nowMs, ahead).state;
    expect(state({ speedKph: 1 })).toBe('standing');
    expect(state({ headingDeg: null })).toBe('unknown-heading');
    expect(state({ headingDeg: null }, along(road))).toBe('moving');
    expect(state({ fixAtMs: nowMs - 61_000 })).toBe('stale');
  });

  it('never drives further than its speed, nor off its corridor, and gets less sure ahead', () => {
    const nearby = fc
      .tuple(fc.nat(359), fc.integer({ min: 1, max: 5000 }))
      .map(([deg, metres]) => pointAt(start, deg, metres));
    const lines = fc.array(nearby, { minLength: 2, maxLength: 6 });
    const speed = fc.double({ min: 4, max: 120, noNaN: true });
    fc.assert(
      fc.property(lines, speed, fc.nat(50_000), (line, speedKph, ageMs) => {
        const moving = truck({
          point: line[0] as LonLat,
          speedKph,
          headingDeg: null,
          fixAtMs: nowMs - ageMs,
        });
        const found = predictPath(moving, along(line), nowMs, [0, 30, 60]);
        if (found.state !== 'moving') throw new Error(found.state);
        for (const { aheadS, point } of found.points) {
          const mostM = (speedKph / 3.6) * (aheadS + ageMs / 1000);
          expect(distanceM(moving.point, point)).toBeLessThanOrEqual(mostM * 1.001 + 1);
          expect(distanceToLineM(point, line)).toBeLessThan(1);
        }
        const radii = found.points.map(({ radiusM }) => radiusM);
        expect(radii).toEqual(radii.toSorted((a, b) => a - b));
      }),
    );
  });
});
