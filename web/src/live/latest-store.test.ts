import { beforeEach, describe, expect, it } from 'vitest';
import {
  applyDirectory,
  applyPositionFrame,
  applyVehicles,
  directoryTag,
  expectVehicles,
  fastestGlideAt,
  forgetLatest,
  latestColumns,
  latestRevision,
  rowOfVehicle,
  subscribeBeat,
  vehicleById,
  vehicleOf,
} from './latest-store.ts';
import { type FrameParts, frameOf, type Moved, type Placed } from './position-frame.fixture.ts';
import { standing } from './vehicle-columns.ts';
import { countByArea, isStaleRow } from './vehicle-staleness.ts';
import { trailPoints } from './vehicle-trail.ts';
import { drawnPointOf, drivenTrailOf, fixOf } from './vehicle-whereabouts.ts';

const t0 = 1_900_000_000_000;
let number = 0;

const at = (key: number, lonE6: number, latE6: number, part: Partial<Placed> = {}): Placed => ({
  key,
  lonE6,
  latE6,
  fixAtMs: t0,
  speedKph: 36,
  headingDeg: 90,
  ...part,
});
const by = (key: number, lonStep: number, latStep: number, part: Partial<Moved> = {}): Moved => ({
  key,
  lonStep,
  latStep,
  ageS: 0,
  speedKph: 36,
  headingDeg: 90,
  ...part,
});

/** The next frame that follows on what the page has, or a complete one. */
function beat(atMs: number, part: Partial<FrameParts>): boolean {
  const afterNumber = part.afterNumber ?? number;
  number += 1;
  return applyPositionFrame(frameOf({ number, serverAtMs: atMs, ...part, afterNumber }), atMs);
}
const complete = (atMs: number, ...placed: Placed[]) => beat(atMs, { afterNumber: 0, placed });
const move = (atMs: number, ...moved: Moved[]) => beat(atMs, { moved });

const truck = (key: number, part: object = {}) => ({
  key,
  id: `V${key}`,
  plate: `沪A${key}`,
  area: 'WGQ' as const,
  trusted: true,
  ...part,
});
const standingOf = (key: number) => {
  const row = [...latestColumns().key.subarray(0, latestColumns().rows)].indexOf(key);
  return row < 0 ? null : latestColumns().pose[row * 4 + 3];
};

beforeEach(() => {
  forgetLatest();
  number = 0;
  applyDirectory({ tag: 'D1', vehicles: [truck(1), truck(2)] });
});

describe('frames', () => {
  it('place a vehicle, and move it by steps', () => {
    complete(t0, at(1, 121_600_000, 31_300_000));
    expect(move(t0 + 1000, by(1, 1000, -20, { speedKph: 40, headingDeg: 180, ageS: 1 }))).toBe(
      true,
    );
    expect(fixOf('V1')).toEqual({
      point: [121.601, 31.29998],
      speedKph: 40,
      headingDeg: 180,
      fixAtMs: t0,
    });
    expect(fixOf('V2')).toBeNull();
  });

  it('are taken only where the page stands, and after a lost one only complete', () => {
    complete(t0, at(1, 121_600_000, 31_300_000));
    const lost = { number: 3, afterNumber: 2, serverAtMs: t0, moved: [by(1, 9, 9)] };
    expect(applyPositionFrame(frameOf(lost), t0)).toBe(false);
    expect(fixOf('V1')?.point).toEqual([121.6, 31.3]);
    expect(move(t0 + 1000, by(1, 9, 9))).toBe(false);
    expect(complete(t0 + 2000, at(1, 121_600_009, 31_300_009))).toBe(true);
    expect(fixOf('V1')?.point).toEqual([121.600009, 31.300009]);
  });

  it('that move a row which the page lacks tell that something was missed', () => {
    complete(t0, at(1, 121_600_000, 31_300_000));
    expect(move(t0 + 1000, by(1, 10, 0), by(2, 1, 1))).toBe(false);
    expect(move(t0 + 2000, by(1, 10, 0))).toBe(false);
  });

  it('that are damaged change nothing and tell nobody', () => {
    complete(t0, at(1, 121_600_000, 31_300_000));
    const before = latestRevision();
    expect(applyPositionFrame(new ArrayBuffer(17), t0)).toBe(false);
    expect(latestRevision()).toBe(before);
    expect(fixOf('V1')).not.toBeNull();
  });

  it('forget what has gone, and keep the others whole', () => {
    complete(t0, at(1, 121_100_000, 31_000_000), at(2, 121_200_000, 31_000_000));
    move(t0 + 1000, by(2, 2000, 0));
    expect(beat(t0 + 2000, { gone: [1], moved: [by(2, 2000, 0)] })).toBe(true);
    expect([fixOf('V1'), rowOfVehicle('V1'), drivenTrailOf('V1')]).toEqual([null, null, []]);
    expect(latestColumns().rows).toBe(1);
    expect(drivenTrailOf('V2')[0]).toEqual([121.2, 31]);
    expect(fixOf('V2')?.point).toEqual([121.204, 31]);
    expect(vehicleById('V1')).toEqual(truck(1));
  });

  it('that are complete forget what they do not name', () => {
    const rows = Array.from({ length: 40 }, (_, i) => at(i, 121_000_000 + i, 31_000_000));
    complete(t0, ...rows);
    complete(t0 + 1000, ...rows.filter(({ key }) => key % 3 === 0));
    const { key, rows: count } = latestColumns();
    const kept = [...key.subarray(0, count)].sort((a, b) => a - b);
    expect(kept).toEqual(rows.map((row) => row.key).filter((each) => each % 3 === 0));
    expect(move(t0 + 2000, by(33, 5, 0))).toBe(true);
  });

  it('begin a new trail where a forgotten vehicle returns', () => {
    complete(t0, at(1, 121_000_000, 31_000_000));
    beat(t0 + 1000, { gone: [1] });
    beat(t0 + 2000, { placed: [at(1, 121_004_000, 31_000_000)] });
    expect(drivenTrailOf('V1')).toEqual([
      [121.004, 31],
      [121.004, 31],
    ]);
  });

  it('keep everything when the page grows', () => {
    const rows = Array.from({ length: 1500 }, (_, i) =>
      at(i + 1, 121_000_000 + i * 100, 31_000_000),
    );
    complete(t0, ...rows);
    expect(latestColumns().rows).toBe(1500);
    expect(fixOf('V2')?.point).toEqual([121.0001, 31]);
    expect(latestColumns().toE6[1499 * 2]).toBe(121_149_900);
  });

  it('find the row of a key however large it is', () => {
    complete(
      t0,
      at(1_000_003, 121_000_000, 31_000_000),
      at(4_000_000_000, 122_000_000, 31_000_000),
    );
    applyVehicles([truck(1_000_003), truck(4_000_000_000)]);
    expect(fixOf('V4000000000')?.point).toEqual([122, 31]);
    beat(t0, { gone: [1_000_003] });
    expect(fixOf('V1000003')).toBeNull();
    expect(fixOf('V4000000000')?.point).toEqual([122, 31]);
  });

  it('are told to who listens, until they stop', () => {
    let calls = 0;
    const stop = subscribeBeat(() => {
      calls += 1;
    });
    complete(t0, at(1, 121_600_000, 31_300_000));
    stop();
    move(t0 + 1000, by(1, 0, 0));
    expect(calls).toBe(1);
  });
});

describe('who a key is', () => {
  it('is unknown, and nothing worse, until somebody tells', () => {
    complete(t0, at(1, 121_000_000, 31_000_000), at(9, 121_000_000, 31_000_000));
    expect([standingOf(1), standingOf(9)]).toEqual([standing.registered, standing.unknown]);
    applyVehicles([truck(9, { trusted: false, area: null })]);
    expect(standingOf(9)).toBe(standing.stranger);
    applyDirectory({ tag: 'D2', vehicles: [] });
    expect([standingOf(1), standingOf(9)]).toEqual([standing.unknown, standing.stranger]);
    expect(directoryTag()).toBe('D2');
  });

  it('is what a message tells, before what the directory says, until the next join', () => {
    applyVehicles([truck(1, { id: 'X' })]);
    expect([vehicleOf(1)?.id, vehicleById('V1'), vehicleById('X')?.key]).toEqual(['X', null, 1]);
    expectVehicles();
    expect([vehicleOf(1)?.id, vehicleById('X')]).toEqual(['V1', null]);
  });

  it('told anew is another vehicle, without the way of the one before', () => {
    complete(t0, at(2, 121_000_000, 31_000_000));
    applyVehicles([truck(2, { id: 'X' })]);
    expect(fixOf('X')).toBeNull();
    beat(t0 + 1000, { placed: [at(2, 121_000_900, 31_000_000)] });
    expect(drivenTrailOf('X')).toHaveLength(2);
  });

  it('told as another stranger after the next join does not take over the way of the first', () => {
    const stranger = (id: string) => truck(9, { id, trusted: false, area: null });
    applyVehicles([stranger('X')]);
    complete(t0, at(9, 121_000_000, 31_000_000));
    beat(t0 + 1000, { placed: [at(9, 121_004_000, 31_000_000)] });
    expectVehicles();
    applyVehicles([stranger('Y')]);
    complete(t0 + 9000, at(9, 121_008_000, 31_000_000));
    expect(drivenTrailOf('Y')).toEqual([
      [121.008, 31],
      [121.008, 31],
    ]);
  });

  it('told as before after the next join keeps its way', () => {
    applyVehicles([truck(9, { trusted: false })]);
    complete(t0, at(9, 121_000_000, 31_000_000));
    expectVehicles();
    applyVehicles([truck(9, { trusted: false })]);
    complete(t0 + 9000, at(9, 121_004_000, 31_000_000));
    expect(drivenTrailOf('V9')).toHaveLength(3);
  });

  it('by a new directory begins a new way where it was another vehicle before', () => {
    complete(t0, at(1, 121_000_000, 31_000_000));
    beat(t0 + 1000, { placed: [at(1, 121_004_000, 31_000_000)] });
    applyDirectory({ tag: 'D2', vehicles: [truck(1, { id: 'X' })] });
    expect(drivenTrailOf('X')).toEqual([
      [121.004, 31],
      [121.004, 31],
    ]);
  });

  it('counts in its area while its fix is fresh', () => {
    const old = { fixAtMs: t0 - 90_000 };
    complete(t0, at(1, 121_600_000, 31_300_000), at(2, 121_600_000, 31_300_000, old), at(9, 1, 1));
    expect(countByArea(t0)).toEqual({ WGQ: 1, WLP: 0, YSP: 0, PVG: 0 });
  });

  it('is forgotten with the person who was shown it', () => {
    forgetLatest();
    expect([vehicleOf(1), directoryTag(), latestColumns().rows]).toEqual([null, null, 0]);
  });
});

describe('a glide', () => {
  it('runs between two fixes over the gap between the beats', () => {
    complete(t0, at(1, 121_600_000, 31_300_000));
    move(t0 + 1000, by(1, 1000, 0));
    expect(drawnPointOf('V1', t0 + 1000)?.[0]).toBeCloseTo(121.6, 9);
    expect(drawnPointOf('V1', t0 + 1500)?.[0]).toBeCloseTo(121.6005, 9);
    expect(drawnPointOf('V1', t0 + 9000)?.[0]).toBeCloseTo(121.601, 9);
  });

  it('starts from where the vehicle is drawn, so that nothing jerks', () => {
    complete(t0, at(1, 121_600_000, 31_300_000));
    move(t0 + 1000, by(1, 1000, 0));
    const before = drawnPointOf('V1', t0 + 1400);
    move(t0 + 1400, by(1, 1000, 0));
    expect(drawnPointOf('V1', t0 + 1400)).toEqual(before);
    expect(fixOf('V1')?.point[0]).toBe(121.602);
  });

  it('is none when the fix is further than a drive, and the trail ends', () => {
    complete(t0, at(1, 121_600_000, 31_300_000));
    beat(t0 + 1000, { placed: [at(1, 121_605_000, 31_300_000)] });
    expect(drivenTrailOf('V1')).toHaveLength(3);
    beat(t0 + 2000, { placed: [at(1, 121_900_000, 30_900_000)] });
    expect(drawnPointOf('V1', t0 + 2000)).toEqual([121.9, 30.9]);
    expect(drivenTrailOf('V1')).toEqual([
      [121.9, 30.9],
      [121.9, 30.9],
    ]);
  });

  it('turns the shorter way over north, within half of its time', () => {
    complete(t0, at(1, 121_600_000, 31_300_000, { headingDeg: 345 }));
    move(t0 + 1000, by(1, 1000, 0, { headingDeg: 15 }));
    expect([...latestColumns().pose.subarray(0, 2)]).toEqual([245, 11]);
    move(t0 + 1250, by(1, 0, 0, { headingDeg: 15 }));
    expect(latestColumns().pose[0]).toBe(0);
    move(t0 + 1500, by(1, 0, 0, { headingDeg: 15 }));
    expect(latestColumns().pose[0]).toBe(11);
  });

  it('tells how fast the fastest is, until it has ended', () => {
    complete(t0, at(1, 121_600_000, 31_300_000), at(2, 121_600_000, 31_300_000));
    expect(fastestGlideAt(t0)).toBe(0);
    move(t0 + 1000, by(1, 100, -500), by(2, 40, 0));
    expect(fastestGlideAt(t0 + 1500)).toBe(0.5);
    expect(fastestGlideAt(t0 + 3000)).toBe(0);
    move(t0 + 3000, by(1, 0, 0));
    expect(fastestGlideAt(t0 + 3001)).toBe(0);
  });
});

describe('a trail', () => {
  it('stays with its vehicle while others go and come, and rows move', () => {
    const keys = Array.from({ length: 600 }, (_, i) => i + 1);
    applyDirectory({ tag: 'D2', vehicles: keys.map((key) => truck(key)) });
    const lonOf = (key: number, step: number) => 121_000_000 + key * 10_000 + step * 1_000;
    const drive = (step: number, which: number[]) =>
      beat(t0 + step * 1000, { placed: which.map((key) => at(key, lonOf(key, step), 31_000_000)) });
    beat(t0, { afterNumber: 0, placed: keys.map((key) => at(key, lonOf(key, 0), 31_000_000)) });
    for (let step = 1; step < 4; step++) drive(step, keys);
    const [gone, kept] = [keys.filter((key) => key % 3 === 0), keys.filter((key) => key % 3 > 0)];
    beat(t0 + 4000, { gone });
    drive(4, kept);
    drive(5, keys);
    for (const key of kept) {
      const lons = [0, 1, 2, 3, 4, 5, 5].map((step) => lonOf(key, step) / 1e6);
      expect(drivenTrailOf(`V${key}`).map(([lon]) => lon)).toEqual(lons);
    }
    for (const key of gone) expect(drivenTrailOf(`V${key}`)).toHaveLength(2);
  });

  it('is not carried along when a row moves', () => {
    complete(t0, at(1, 121_000_000, 31_000_000), at(2, 121_100_000, 31_000_000));
    beat(t0 + 1000, { placed: [at(2, 121_104_000, 31_000_000)] });
    const before = latestColumns().trailE6.slice();
    beat(t0 + 2000, { gone: [1] });
    expect(latestColumns().trailE6).toEqual(before);
  });

  it('keeps the newest points in order and drops the oldest', () => {
    complete(t0, at(1, 121_000_000, 31_300_000));
    const steps = trailPoints + 30;
    for (let i = 1; i < steps; i++) move(t0 + i * 1000, by(1, 1000, 0));
    const trail = drivenTrailOf('V1');
    expect(trail).toHaveLength(trailPoints + 1);
    expect(trail[0]?.[0]).toBeCloseTo(121.03, 6);
    expect(trail.every((point, i) => i === 0 || point[0] >= (trail[i - 1]?.[0] ?? 0))).toBe(true);
  });

  it('does not grow while the vehicle stands', () => {
    complete(t0, at(1, 121_600_000, 31_300_000));
    for (let i = 1; i < 50; i++) move(t0 + i * 1000, by(1, 0, 0));
    expect(drivenTrailOf('V1')).toHaveLength(2);
  });
});

it('judges staleness by the server clock, not by a wrong clock of this page', () => {
  const wrongByMs = -3_600_000;
  const placed = [at(1, 121_600_000, 31_300_000)];
  applyPositionFrame(
    frameOf({ number: 1, afterNumber: 0, serverAtMs: t0, placed }),
    t0 + wrongByMs,
  );
  expect(isStaleRow(0, t0 + wrongByMs)).toBe(false);
  expect(isStaleRow(0, t0 + wrongByMs + 60_001)).toBe(true);
});
