import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Pixel } from '#features/map/paint/pixels.ts';
import { standing, type VehicleColumns } from '#live/vehicle-columns.ts';

/** Vehicles that would lie over each other, as one count in their midst. */
export type Crowd = { point: LonLat; count: number; stale: number };

/** How the crowds of one zoom are looked for. */
export type CrowdRules = {
  zoom: number;
  /** Side of the square in which vehicles would lie over each other. */
  cellPx: number;
  /** Older than this, in seconds since 1970, a fix says nothing about now. */
  freshFromS: number;
};

/** So many may share a square before they are counted, and so many before they are told apart again. */
const mostApart = 3;
const fewestCounted = 3;
const tilePx = 512;
const latitudeSqueeze = Math.cos((31 * Math.PI) / 180);
const slots = 1 << 15;
const noSlot = -1;

/**
 * Finds crowds anew with each beat: 20,000 rows into a table of squares that is never allocated again.
 * What is `kept` is drawn by itself whatever is around it. Squares hold to the ground, so that no crowd
 * changes because the map moved.
 */
export function createCrowdFinder() {
  const cells = new Int32Array(slots);
  const counts = new Uint32Array(slots);
  const sums = new Float64Array(slots * 2);
  const stales = new Uint32Array(slots);
  const used: number[] = [];
  let slotOfRow = new Int32Array(0);
  let before = new Set<number>();
  let zoomBefore = Number.NaN;

  function clear(): void {
    for (const slot of used) {
      counts[slot] = 0;
      stales[slot] = 0;
      sums[slot * 2] = 0;
      sums[slot * 2 + 1] = 0;
    }
    used.length = 0;
  }

  function slotOf(cell: number): number {
    let slot = (Math.imul(cell, 0x9e3779b1) >>> 17) & (slots - 1);
    for (let tries = 0; tries < slots; tries++) {
      if (counts[slot] === 0) {
        cells[slot] = cell;
        used.push(slot);
        return slot;
      }
      if (cells[slot] === cell) return slot;
      slot = (slot + 1) & (slots - 1);
    }
    return noSlot;
  }

  return {
    /** Calls `hide` with every row that a crowd stands for. */
    find(
      columns: VehicleColumns,
      rules: CrowdRules,
      isKept: (row: number) => boolean,
      hide: (row: number) => void,
    ): Crowd[] {
      clear();
      if (slotOfRow.length < columns.rows) slotOfRow = new Int32Array(columns.key.length);
      if (rules.zoom !== zoomBefore) before = new Set();
      zoomBefore = rules.zoom;
      const lonE6 = (rules.cellPx * 360e6) / (tilePx * 2 ** rules.zoom);
      const latE6 = lonE6 * latitudeSqueeze;
      const { rows, toE6, fixAtS } = columns;
      for (let row = 0; row < rows; row++) {
        slotOfRow[row] = noSlot;
        if (isKept(row)) continue;
        const lon = toE6[row * 2] ?? 0;
        const lat = toE6[row * 2 + 1] ?? 0;
        const slot = slotOf(Math.floor(lon / lonE6) * 65_536 + Math.floor(lat / latE6));
        if (slot === noSlot) continue;
        slotOfRow[row] = slot;
        counts[slot] = (counts[slot] ?? 0) + 1;
        sums[slot * 2] = (sums[slot * 2] ?? 0) + lon;
        sums[slot * 2 + 1] = (sums[slot * 2 + 1] ?? 0) + lat;
        if ((fixAtS[row] ?? 0) < rules.freshFromS) stales[slot] = (stales[slot] ?? 0) + 1;
      }
      const crowded = used.filter((slot) => {
        const count = counts[slot] ?? 0;
        return count > mostApart || (count >= fewestCounted && before.has(cells[slot] ?? 0));
      });
      before = new Set(crowded.map((slot) => cells[slot] ?? 0));
      const isCrowded = new Uint8Array(slots);
      for (const slot of crowded) isCrowded[slot] = 1;
      for (let row = 0; row < rows; row++) {
        const slot = slotOfRow[row] ?? noSlot;
        if (slot !== noSlot && isCrowded[slot] === 1) hide(row);
      }
      return crowded.map((slot) => {
        const count = counts[slot] ?? 1;
        const lon = (sums[slot * 2] ?? 0) / count / 1e6;
        const lat = (sums[slot * 2 + 1] ?? 0) / count / 1e6;
        return { point: [lon, lat], count, stale: stales[slot] ?? 0 };
      });
    },
  };
}

/** Nobody's count may hide one who is in no register. */
export const isStranger = ({ pose }: VehicleColumns, row: number): boolean =>
  pose[row * 4 + 3] === standing.stranger;

/** Crowds whose counts would lie over each other become one, in the midst of both. */
export function joinCrowds(
  crowds: readonly Crowd[],
  project: (point: LonLat) => Pixel,
  apart: Pixel,
): Crowd[] {
  const joined: { crowd: Crowd; at: Pixel }[] = [];
  const byCount = [...crowds].sort((a, b) => b.count - a.count);
  for (const crowd of byCount) {
    const at = project(crowd.point);
    const near = joined.find(
      (other) => Math.abs(other.at.x - at.x) < apart.x && Math.abs(other.at.y - at.y) < apart.y,
    );
    if (!near) joined.push({ crowd, at });
    // It stays where the largest is: a midst that moved might reach the next.
    else
      near.crowd = {
        ...near.crowd,
        count: near.crowd.count + crowd.count,
        stale: near.crowd.stale + crowd.stale,
      };
  }
  return joined.map(({ crowd }) => crowd);
}
