import { expect, it } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import type { Unit } from '#contract/site.ts';
import type { UnitRecord } from '#contract/unit.ts';
import { nearestUnit } from './nearest-unit.ts';

const place: LonLat = [121.6, 31.3];
const unit = (id: string, lon: number, kind: Unit['kind'] = 'field'): Unit => ({
  ...{ id, area: 'WGQ', nameZh: id, nameEn: id, kind },
  point: [lon, 31.3],
});
const units = [unit('near', 121.61), unit('far', 121.7), unit('desk', 121.6, 'review')];
const record = (id: string, more: Partial<UnitRecord> = {}): Record<string, UnitRecord> => ({
  [id]: {
    ...{ id, version: 1, area: 'WGQ', vehicleId: null, fix: null },
    ...{ outOfService: null, distress: null },
    crew: [{ id: 'U1', name: 'A', licences: [] } as never],
    ...more,
  },
});
const found = (records: Record<string, UnitRecord>) => nearestUnit(units, records, place, 100_000);

it('names the nearest field team with somebody in it, and where there is none the nearest post', () => {
  expect(found({})).toMatchObject({ unit: { id: 'near' }, from: 'post', travelMin: 2 });
  expect(found(record('far'))?.unit.id).toBe('far');
});

it('believes a fix of this minute, and passes over who cannot come', () => {
  const fix = { point: place, accuracyM: 5, atMs: 90_000, deviceAtMs: null };
  expect(found(record('far', { fix }))).toMatchObject({ from: 'fix', distanceM: 0 });
  expect(found(record('far', { fix: { ...fix, atMs: 1 } }))).toMatchObject({ from: 'post' });
  const outOfService = { reason: 'broken', by: 'A', sinceMs: 0 };
  expect(found(record('near', { outOfService }))?.unit.id).toBe('far');
  const both = { ...record('near', { outOfService }), ...record('far', { outOfService }) };
  expect(found(both)).toBeNull();
});
