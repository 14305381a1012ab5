import { expect, it } from 'vitest';
import {
  admitVehicle,
  createPositionTable,
  forgetVehicle,
  freezeFrame,
  hearFix,
} from './position-table.ts';

const truck = (key: number) => ({ key, id: `V${key}`, plate: null, area: null, trusted: true });
const fixAt = (lon: number, lat: number, speedKph = 40) => ({
  point: [lon, lat] as [number, number],
  speedKph,
  headingDeg: 90,
  deviceAtMs: 1_700_000_000_900,
  receivedAtMs: 0,
});

it('keeps what it holds when it grows', () => {
  const table = createPositionTable();
  for (let key = 1; key <= 1_000; key++) {
    admitVehicle(table, truck(key), 1);
    hearFix(table, key, fixAt(key / 100, -key / 100), 2);
    if (key === 500) freezeFrame(table, 1);
  }
  freezeFrame(table, 2);
  expect([table.rows, table.frame, table.changedCount]).toEqual([1_001, 2, 500]);
  for (const key of [1, 63, 64, 500, 501, 1_000]) {
    expect(table.shown.lonE6[key]).toBe(key * 10_000);
    expect(table.shown.latE6[key]).toBe(-key * 10_000);
    expect([table.shown.scope[key], table.told[key]]).toEqual([2, 1]);
    expect(table.shownVehicles[key]?.id).toBe(`V${key}`);
  }
});

it('shows what was heard from the next frame on, and how far that is from the last', () => {
  const table = createPositionTable();
  admitVehicle(table, truck(1), 1);
  freezeFrame(table, 1_000);
  expect([table.changedCount, table.shown.scope[1]]).toEqual([0, 0]);
  hearFix(table, 1, fixAt(121.500001, 31, 300), 1);
  expect(table.shown.scope[1]).toBe(0);
  freezeFrame(table, 2_000);
  expect(table.shown.lonE6[1]).toBe(121_500_001);
  expect(table.shown.fixAtS[1]).toBe(1_700_000_000);
  expect([table.shown.speedKph[1], table.shown.heading[1]]).toEqual([255, 64]);
  hearFix(table, 1, fixAt(121.6, 31), 1);
  hearFix(table, 1, fixAt(121.500003, 30.999999), 1);
  freezeFrame(table, 3_000);
  expect([table.stepLon[1], table.stepLat[1], table.scopeBefore[1]]).toEqual([2, -1, 1]);
  expect([table.frame, table.frameAtMs]).toEqual([3, 3_000]);
});

it('gives a row to another vehicle, and shows the former one until the next frame', () => {
  const table = createPositionTable();
  admitVehicle(table, truck(1), 0);
  hearFix(table, 1, fixAt(121, 31), 4);
  freezeFrame(table, 1);
  forgetVehicle(table, 1);
  admitVehicle(table, { ...truck(1), id: 'other' }, 0);
  hearFix(table, 1, fixAt(121, 31), 4);
  expect([table.shownVehicles[1]?.id, table.shown.scope[1]]).toEqual(['V1', 4]);
  freezeFrame(table, 2);
  expect(table.shownVehicles[1]?.id).toBe('other');
  expect([table.bornIn[1], table.scopeBefore[1]]).toEqual([2, 4]);
});
