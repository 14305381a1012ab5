import { expect, it } from 'vitest';
import {
  admitVehicle,
  createPositionTable,
  freezeFrame,
  hearFix,
  type PositionTable,
} from '#domain/position-table.ts';
import { createAudience, nowhere } from './audience.ts';
import { openModelPage, takeFrame } from './model-page.fixture.ts';
import { createSelection } from './select-positions.ts';

const [wgq, ysp] = [1, 4];

/** Trucks of one area, all of them placed in the first frame. */
function openTable(trucks: number): PositionTable {
  const table = createPositionTable();
  for (let key = 1; key <= trucks; key++) {
    admitVehicle(table, { key, id: `V${key}`, plate: null, area: 'WGQ', trusted: true }, wgq);
    drive(table, key, 0);
  }
  freezeFrame(table, 1_000_000);
  return table;
}

function drive(table: PositionTable, key: number, stepE6: number, scope = wgq): void {
  const lon = ((table.heard.lonE6[key] ?? 0) + stepE6) / 1e6;
  const fix = { speedKph: 40, headingDeg: 90, deviceAtMs: 999_000, receivedAtMs: 0 };
  hearFix(table, key, { ...fix, point: [lon, 31] }, scope);
}

const audienceOf = (table: PositionTable, mask: number) =>
  createAudience(table, mask, createSelection());
const bytesOf = (news: { frame: Buffer } | null) => news?.frame.length ?? 0;

it('tells those who are up to date in six bytes a row, a bitmap and a head', () => {
  const table = openTable(1_000);
  const audience = audienceOf(table, wgq);
  for (let key = 1; key <= 1_000; key++) drive(table, key, 2_047);
  freezeFrame(table, 1_001_000);
  audience.advance();
  expect(bytesOf(audience.newsFor(1))).toBe(40 + 128 + 6_000);
  // Whoever has nothing gets everything, and whoever stands there is told the same bytes.
  expect(bytesOf(audience.newsFor(nowhere))).toBe(40 + 18_000);
  expect(audience.newsFor(1)).toBe(audience.newsFor(1));
  expect(audience.newsFor(2)).toBeNull();
});

it('names few rows that lie far apart, rather than drawing a map of all that stand still', () => {
  const table = openTable(1_000);
  const audience = audienceOf(table, wgq);
  drive(table, 1, 5);
  drive(table, 1_000, 5);
  freezeFrame(table, 1_001_000);
  audience.advance();
  expect(bytesOf(audience.newsFor(1))).toBe(40 + 2 * 18);
});

it('has no news where nothing moved, and goes on from the last frame that had some', () => {
  const table = openTable(10);
  const [mine, others] = [audienceOf(table, wgq), audienceOf(table, ysp)];
  const next = () => {
    freezeFrame(table, 1_001_000);
    mine.advance();
    others.advance();
  };
  drive(table, 3, 5);
  next();
  expect(mine.newsFor(1)?.number).toBe(2);
  expect(others.newsFor(1)).toBeNull();
  next();
  expect(mine.newsFor(2)).toBeNull();
  drive(table, 3, 5, wgq | ysp);
  next();
  const page = openModelPage([]);
  page.standsAt = 1;
  expect(takeFrame(page, others.newsFor(1)?.frame as Buffer).number).toBe(4);
  expect([...page.rows.keys()]).toEqual([3]);
  expect(others.newsFor(4)).toBeNull();
  expect(mine.newsFor(2)?.number).toBe(4);
});

it('tells a page that missed frames what changed since, and of what left only what it had', () => {
  const table = openTable(100);
  const audience = audienceOf(table, ysp);
  const next = () => {
    freezeFrame(table, 1_001_000);
    audience.advance();
  };
  for (const key of [5, 6, 7]) drive(table, key, 1, wgq | ysp);
  next();
  const page = openModelPage([]);
  takeFrame(page, audience.newsFor(nowhere)?.frame as Buffer);
  // Number 6 leaves; 8 was here and has left before the page looked again.
  drive(table, 6, 1);
  drive(table, 8, 1, wgq | ysp);
  next();
  drive(table, 5, 9_000, wgq | ysp);
  drive(table, 8, 1);
  next();
  const frame = takeFrame(page, audience.newsFor(2)?.frame as Buffer);
  expect([frame.afterNumber, frame.number]).toEqual([2, 4]);
  expect([[...frame.gone], [...frame.placed.key], frame.moved.count]).toEqual([[6], [5], 0]);
  expect([...page.rows.keys()].sort()).toEqual([5, 7]);
});

it('introduces who comes into view and is in no directory of theirs', () => {
  const table = openTable(10);
  const [mine, others] = [audienceOf(table, wgq), audienceOf(table, ysp)];
  drive(table, 2, 1, wgq | ysp);
  freezeFrame(table, 1_001_000);
  mine.advance();
  others.advance();
  expect(mine.newsFor(1)?.vehicles).toEqual([]);
  expect(others.newsFor(1)?.vehicles).toMatchObject([{ key: 2, id: 'V2' }]);
  expect(others.newsFor(nowhere)?.vehicles).toMatchObject([{ key: 2, id: 'V2' }]);
});

it('starts a page anew when nobody remembers what it could see', () => {
  const table = openTable(20_000);
  const audience = audienceOf(table, wgq);
  for (let key = 1; key <= 20_000; key++) drive(table, key, 1, ysp);
  freezeFrame(table, 1_001_000);
  audience.advance();
  for (let key = 1; key <= 20; key++) drive(table, key, 1, wgq);
  freezeFrame(table, 1_002_000);
  audience.advance();
  const page = openModelPage([]);
  page.standsAt = 1;
  expect(takeFrame(page, audience.newsFor(1)?.frame as Buffer).afterNumber).toBe(nowhere);
  expect(page.rows.size).toBe(20);
});
