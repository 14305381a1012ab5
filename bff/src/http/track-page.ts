import type { Track } from '@ftz/shared/contract/track.ts';
import type { TrackColumns } from '#domain/ports.ts';

export type Range = { fromMs: number; toMs: number };

type Source = {
  read: (range: Range, limit: number) => Promise<TrackColumns>;
  /** By the area code of a point. */
  visible: readonly boolean[];
};

function addPoint(track: Track, columns: TrackColumns, row: number): void {
  track.atMs.push((columns.atS[row] ?? 0) * 1000);
  track.lon.push((columns.lonE6[row] ?? 0) / 1e6);
  track.lat.push((columns.latE6[row] ?? 0) / 1e6);
  track.speedKph.push((columns.speedDkph[row] ?? 0) / 10);
  track.headingDeg.push(columns.headingDeg[row] ?? 0);
}

/** Adds what may be seen, up to `limit`; then the next one that may be seen says where to go on. */
function addVisible(
  track: Track,
  columns: TrackColumns,
  visible: Source['visible'],
  limit: number,
) {
  for (let row = 0; row < columns.count; row++) {
    if (!visible[columns.area[row] ?? 0]) continue;
    if (track.atMs.length === limit) {
      track.nextFromMs = (columns.atS[row] ?? 0) * 1000;
      return;
    }
    addPoint(track, columns, row);
  }
}

/** Points that are read at once at least: what may not be seen must not cost a reading for each. */
const leastRead = 5_000;

/** The first `limit` points of a range that may be seen. */
export async function trackOf(
  vehicleId: string,
  { read, visible }: Source,
  range: Range,
  limit: number,
): Promise<Track> {
  const track: Track = {
    vehicleId,
    atMs: [],
    lon: [],
    lat: [],
    speedKph: [],
    headingDeg: [],
    nextFromMs: null,
  };
  const most = Math.max(limit + 1, leastRead);
  let { fromMs } = range;
  for (;;) {
    const columns = await read({ fromMs, toMs: range.toMs }, most);
    addVisible(track, columns, visible, limit);
    if (track.nextFromMs !== null || columns.count < most) break;
    fromMs = ((columns.atS[columns.count - 1] ?? 0) + 1) * 1000;
  }
  return track;
}
