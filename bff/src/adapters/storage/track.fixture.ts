import { onTestFinished } from 'vitest';
import type { TrackColumns } from '#domain/ports.ts';
import { createPointColumns, type PointColumns } from './track-points.ts';
import { openTracks, type Tracks, type TracksSettings } from './tracks.ts';

export type Point = {
  vehicle: number;
  atS: number;
  lonE6: number;
  latE6: number;
  speedDkph: number;
  headingDeg: number;
  area: number;
};

/** A day in 2026, as the tests' now. */
export const nowS = 1_790_000_000;

/** A truck that drives east, one point each second from `atS` on. */
export const drive = (vehicle: number, atS: number, count: number): Point[] =>
  Array.from({ length: count }, (_, i) => ({
    vehicle,
    atS: atS + i,
    lonE6: 121_600_000 + vehicle * 1000 + i * 140,
    latE6: 31_300_000 + (i % 3),
    speedDkph: 480 + (i % 7),
    headingDeg: 90,
    area: 1 + (vehicle % 4),
  }));

export function columnsOf(points: readonly Point[]): PointColumns {
  const columns = createPointColumns(points.length);
  for (const [row, point] of points.entries()) {
    columns.vehicle[row] = point.vehicle;
    columns.atS[row] = point.atS;
    columns.lonE6[row] = point.lonE6;
    columns.latE6[row] = point.latE6;
    columns.speedDkph[row] = point.speedDkph;
    columns.headingDeg[row] = point.headingDeg;
    columns.area[row] = point.area;
  }
  return columns;
}

export const pointsOf = (
  columns: Omit<PointColumns, 'buffer' | 'vehicle'>,
  count: number,
  vehicle: number,
): Point[] =>
  Array.from({ length: count }, (_, row) => ({
    vehicle,
    atS: columns.atS[row] ?? -1,
    lonE6: columns.lonE6[row] ?? -1,
    latE6: columns.latE6[row] ?? -1,
    speedDkph: columns.speedDkph[row] ?? -1,
    headingDeg: columns.headingDeg[row] ?? -1,
    area: columns.area[row] ?? -1,
  }));

export const nameOf = (vehicle: number): string => `V${vehicle}`;
export const numberOf = (name: string): number => Number(name.slice(1));

export const pointsIn = (track: TrackColumns): Point[] =>
  pointsOf(track, track.count, numberOf(track.vehicleId));

/** Closed again after the test; `close` may be called earlier and twice. */
export async function openTracksFor(
  dataDir: string,
  settings: Partial<TracksSettings> = {},
): Promise<Tracks> {
  const tracks = await openTracks({
    dataDir,
    nowMs: () => nowS * 1000,
    retainHours: 720,
    ...settings,
  });
  onTestFinished(() => tracks.close());
  return tracks;
}

export const keepPoint = (tracks: Tracks, point: Point): Promise<void> =>
  tracks.keep(
    nameOf(point.vehicle),
    point.atS * 1000,
    point.lonE6,
    point.latE6,
    point.speedDkph,
    point.headingDeg,
    point.area,
  );

export const keepAll = async (tracks: Tracks, points: readonly Point[]): Promise<void> => {
  await Promise.all(points.map((point) => keepPoint(tracks, point)));
};

/** Everything of a vehicle. */
export const readWhole = async (tracks: Tracks, vehicle: number): Promise<Point[]> =>
  pointsIn(await tracks.read(nameOf(vehicle), { fromMs: 0, toMs: 4e12 }, 1_000_000));
