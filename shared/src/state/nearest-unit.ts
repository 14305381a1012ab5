import type { LonLat } from '#contract/position.ts';
import type { Unit } from '#contract/site.ts';
import type { UnitRecord } from '#contract/unit.ts';
import { travelMs, wayM } from '#geo/travel.ts';
import { ownOf } from './own.ts';

/** Who is nearest to a place by road: metres, whole minutes. `from`: whence it is reckoned. */
export type NearestUnit = {
  unit: Unit;
  distanceM: number;
  travelMin: number;
  from: 'fix' | 'post';
};

/** Older than this a unit's position is no present place: its post counts. */
const freshFixMs = 60_000;

/**
 * The nearest team that can drive there now. One in which nobody rides is named only where nobody
 * rides in any; null where all are out of service or in distress.
 */
export function nearestUnit(
  units: readonly Unit[],
  records: Readonly<Record<string, UnitRecord>>,
  place: LonLat,
  nowMs: number,
): NearestUnit | null {
  const [first] = units
    .filter(({ kind }) => kind === 'field')
    .map((unit) => ({ unit, record: ownOf(records, unit.id) }))
    .filter(({ record }) => !record?.outOfService && !record?.distress)
    .map(({ unit, record }) => ({ ...wayOf(unit, record, place, nowMs), empty: isEmpty(record) }))
    .sort((a, b) => Number(a.empty) - Number(b.empty) || a.distanceM - b.distanceM);
  if (!first) return null;
  const { empty: _, ...nearest } = first;
  return nearest;
}

const isEmpty = (record: UnitRecord | undefined): boolean => (record?.crew.length ?? 0) === 0;

function wayOf(
  unit: Unit,
  record: UnitRecord | undefined,
  place: LonLat,
  nowMs: number,
): NearestUnit {
  const { point, from } = placeOfUnit(unit, record, nowMs);
  const metres = wayM(point, place);
  const travelMin = Math.max(1, Math.round(travelMs(metres) / 60_000));
  return { unit, distanceM: Math.round(metres), travelMin, from };
}

/** Where a unit is taken to be: where its phone said within the last minute, else its post. */
export function placeOfUnit(
  unit: Unit,
  record: UnitRecord | undefined,
  nowMs: number,
): { point: LonLat; from: 'fix' | 'post' } {
  const fix = record?.fix ?? null;
  if (fix !== null && nowMs - fix.atMs <= freshFixMs) return { point: fix.point, from: 'fix' };
  return { point: unit.point as LonLat, from: 'post' };
}
