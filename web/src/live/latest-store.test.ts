import { encodePositionFrame, type PositionRow } from '@ftz/shared/contract/position-frame.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  applyPositionFrame,
  applyVehicles,
  countByArea,
  drawnPointOf,
  drivenTrailOf,
  fixOf,
  forgetLatest,
  isStaleRow,
  latestColumns,
  latestRevision,
  subscribeBeat,
  vehicleById,
  vehicleOf,
} from './latest-store.ts';
import { trailPoints } from './vehicle-columns.ts';

const t0 = 1_900_000_000_000;

function row(key: number, lon: number, lat: number, part: Partial<PositionRow> = {}): PositionRow {
  return { key, point: [lon, lat], fixAtMs: t0, speedKph: 36, headingDeg: 90, ...part };
}

function beat(atMs: number, ...rows: PositionRow[]): void {
  applyPositionFrame(encodePositionFrame(atMs, rows), atMs);
}

function truck(key: number) {
  return { key, id: `V${key}`, plate: `沪A${key}`, area: 'WGQ' as const, trusted: true };
}

beforeEach(() => {
  forgetLatest();
  applyVehicles([truck(1), truck(2)]);
});

describe('latest store', () => {
  it('knows a vehicle by key and by id, and its newest fix', () => {
    beat(t0, row(1, 121.6, 31.3));
    expect(vehicleOf(1)).toEqual(truck(1));
    expect(vehicleById('V2')).toEqual(truck(2));
    expect(fixOf('V1')).toEqual({
      point: [121.6, 31.3],
      speedKph: 36,
      headingDeg: 90,
      fixAtMs: t0,
    });
    expect(fixOf('V2')).toBeNull();
    expect(vehicleById('nobody')).toBeNull();
  });

  it('glides between two fixes over the gap between the beats', () => {
    beat(t0, row(1, 121.6, 31.3));
    beat(t0 + 1000, row(1, 121.601, 31.3));
    expect(drawnPointOf('V1', t0 + 1000)?.[0]).toBeCloseTo(121.6, 9);
    expect(drawnPointOf('V1', t0 + 1500)?.[0]).toBeCloseTo(121.6005, 9);
    expect(drawnPointOf('V1', t0 + 9000)?.[0]).toBeCloseTo(121.601, 9);
  });

  it('starts a new glide from where the vehicle is drawn, so that nothing jerks', () => {
    beat(t0, row(1, 121.6, 31.3));
    beat(t0 + 1000, row(1, 121.601, 31.3));
    const before = drawnPointOf('V1', t0 + 1400);
    beat(t0 + 1400, row(1, 121.602, 31.3));
    expect(drawnPointOf('V1', t0 + 1400)).toEqual(before);
  });

  it('jumps when the fix is further than a drive, and forgets the trail', () => {
    beat(t0, row(1, 121.6, 31.3));
    beat(t0 + 1000, row(1, 121.605, 31.3));
    beat(t0 + 2000, row(1, 121.9, 30.9));
    expect(drawnPointOf('V1', t0 + 2000)).toEqual([121.9, 30.9]);
    expect(drivenTrailOf('V1')).toEqual([
      [121.9, 30.9],
      [121.9, 30.9],
    ]);
  });

  it('keeps the newest trail points in order and drops the oldest', () => {
    const steps = trailPoints + 30;
    for (let i = 0; i < steps; i++) beat(t0 + i * 1000, row(1, 121 + i * 0.001, 31.3));
    const trail = drivenTrailOf('V1');
    expect(trail).toHaveLength(trailPoints + 1);
    expect(trail[0]?.[0]).toBeCloseTo(121.03, 6);
    expect(trail.every((point, i) => i === 0 || point[0] >= (trail[i - 1]?.[0] ?? 0))).toBe(true);
  });

  it('does not lengthen the trail of a vehicle that stands', () => {
    for (let i = 0; i < 50; i++) beat(t0 + i * 1000, row(1, 121.6, 31.3));
    expect(drivenTrailOf('V1')).toHaveLength(2);
  });

  it('turns the shorter way over north', () => {
    beat(t0, row(1, 121.6, 31.3, { headingDeg: 350 }));
    beat(t0 + 1000, row(1, 121.601, 31.3, { headingDeg: 10 }));
    const { fromHeadingDeg, toHeadingDeg } = latestColumns();
    expect([fromHeadingDeg[0], toHeadingDeg[0]]).toEqual([350, 10]);
    beat(t0 + 1500, row(1, 121.601, 31.3, { headingDeg: 10 }));
    expect(latestColumns().fromHeadingDeg[0]).toBeCloseTo(0, 4);
  });

  it('judges staleness by the server clock, not by a wrong clock of this page', () => {
    const wrongByMs = -3_600_000;
    applyPositionFrame(encodePositionFrame(t0, [row(1, 121.6, 31.3)]), t0 + wrongByMs);
    expect(isStaleRow(0, t0 + wrongByMs)).toBe(false);
    expect(isStaleRow(0, t0 + wrongByMs + 60_001)).toBe(true);
  });

  it('counts only fresh vehicles of an area', () => {
    beat(t0, row(1, 121.6, 31.3), row(2, 121.6, 31.3, { fixAtMs: t0 - 90_000 }), row(9, 121, 31));
    expect(countByArea(t0)).toEqual({ WGQ: 1, WLP: 0, YSP: 0, PVG: 0 });
  });

  it('keeps everything when it grows', () => {
    const rows = Array.from({ length: 1500 }, (_, i) => row(i + 1, 121 + i / 1e4, 31));
    beat(t0, ...rows);
    expect(latestColumns().rows).toBe(1500);
    expect(fixOf('V2')?.point).toEqual([121.0001, 31]);
    expect(latestColumns().toLonLat[1499 * 2]).toBeCloseTo(121.1499, 7);
  });

  it('ignores a damaged frame and tells nobody', () => {
    const before = latestRevision();
    let calls = 0;
    const stop = subscribeBeat(() => {
      calls += 1;
    });
    applyPositionFrame(new ArrayBuffer(17), t0);
    expect([latestRevision(), calls]).toEqual([before, 0]);
    beat(t0, row(1, 121.6, 31.3));
    expect(calls).toBe(1);
    stop();
    beat(t0 + 1000, row(1, 121.6, 31.3));
    expect(calls).toBe(1);
  });
});
