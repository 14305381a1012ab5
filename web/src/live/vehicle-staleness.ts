import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { latestColumns, serverTimeAt } from './latest-store.ts';
import { noArea } from './vehicle-columns.ts';

/** A vehicle whose newest fix is older says nothing about where it is now. */
export const staleAfterMs = 60_000;

/** True when the row's fix is older than `staleAfterMs` by the server's clock. */
export function isStaleRow(row: number, nowMs: number): boolean {
  return serverTimeAt(nowMs) - (latestColumns().fixAtS[row] ?? 0) * 1000 > staleAfterMs;
}

/** Vehicles with a fresh fix in the area that they belong to. */
export function countByArea(nowMs: number = Date.now()): Record<AreaId, number> {
  const columns = latestColumns();
  const counts = new Uint32Array(areaIds.length);
  for (let row = 0; row < columns.rows; row++) {
    const area = columns.area[row] ?? noArea;
    if (area !== noArea && !isStaleRow(row, nowMs)) counts[area] = (counts[area] ?? 0) + 1;
  }
  const entries = areaIds.map((id, i) => [id, counts[i] ?? 0]);
  return Object.fromEntries(entries) as Record<AreaId, number>;
}
