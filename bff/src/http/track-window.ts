import { setImmediate } from 'node:timers/promises';
import { areaCodeOf, visibleAreaCodes } from '@ftz/shared/access/scope-track.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import {
  createPositionFrame,
  headingOf,
  type PlacedRows,
} from '@ftz/shared/contract/position-frame.ts';
import type { TrackColumns, WantedPoints } from '#domain/ports.ts';
import type { World } from '#domain/sighting.ts';
import type { Range } from './track-page.ts';

type Asked = {
  principal: Principal;
  /** Null: all that the principal may see. */
  area: AreaId | null;
  range: Range;
  world: World;
  nowMs: number;
};

/** Some milliseconds of work: then whoever waits for an answer has a turn. */
const tracksAtOnce = 500;

type Shown = { track: TrackColumns; key: number; visible: boolean[] };

/** By home area: which area codes are shown. */
function visibleIn({ principal, area }: Asked): (home: AreaId | null) => boolean[] {
  const byHome = new Map<AreaId | null, boolean[]>();
  return (home) => {
    const known = byHome.get(home);
    if (known) return known;
    const isAsked = (code: number) => area === null || home === area || code === areaCodeOf(area);
    const visible = visibleAreaCodes(principal, home).map((may, code) => may && isAsked(code));
    byHome.set(home, visible);
    return visible;
  };
}

/**
 * What has to be read: the whole track of whoever is shown wherever he was, and of all others the
 * areas in which any of them is. Undefined: everything.
 */
export function pointsFor(asked: Asked): WantedPoints | undefined {
  const visibleFrom = visibleIn(asked);
  const homes = [null, ...areaIds];
  const isWhole = new Map(homes.map((home) => [home, visibleFrom(home).every(Boolean)]));
  if (homes.every((home) => isWhole.get(home))) return undefined;
  const others = homes.filter((home) => !isWhole.get(home)).map(visibleFrom);
  const areaCodes = homes.map((_, code) => others.some((visible) => visible[code]));
  const vehicles = new Set<string>();
  for (const [id, { area }] of asked.world.registry.vehicles)
    if (isWhole.get(area)) vehicles.add(id);
  return { areaCodes, vehicles };
}

async function eachPoint(shown: Shown[], visit: (shown: Shown, row: number) => void) {
  for (const [i, one] of shown.entries()) {
    const { count, area } = one.track;
    for (let row = 0; row < count; row++) if (one.visible[area[row] ?? 0]) visit(one, row);
    if (i % tracksAtOnce === tracksAtOnce - 1) await setImmediate();
  }
}

function place(rows: PlacedRows, at: number, { track, key }: Shown, row: number): void {
  rows.key[at] = key;
  rows.lonE6[at] = track.lonE6[row] ?? 0;
  rows.latE6[at] = track.latE6[row] ?? 0;
  rows.fixAtS[at] = track.atS[row] ?? 0;
  rows.speedKph[at] = Math.min(255, Math.round((track.speedDkph[row] ?? 0) / 10));
  rows.heading[at] = headingOf(track.headingDeg[row] ?? 0);
}

/** Where the rows of each second begin: a range has few seconds, and rows are put into their order by counting. */
function startsOf(counts: Uint32Array): { starts: Uint32Array; total: number } {
  let total = 0;
  const starts = counts.map((count) => {
    total += count;
    return total - count;
  });
  return { starts, total };
}

/** One frame of placed rows in the order of time, and how many points have no key to be shown under. */
export async function trackWindow(
  tracks: readonly TrackColumns[],
  asked: Asked,
): Promise<{ frame: ArrayBuffer; leftOut: number }> {
  const { registry, picture } = asked.world;
  const visibleFrom = visibleIn(asked);
  const shown = tracks.map((track): Shown & { key: number } => {
    const registered = registry.vehicles.get(track.vehicleId);
    const key = registered?.key ?? picture.vehicles.get(track.vehicleId)?.vehicle.key ?? -1;
    return { track, key, visible: visibleFrom(registered?.area ?? null) };
  });
  const firstS = Math.floor(asked.range.fromMs / 1000);
  const counts = new Uint32Array(Math.ceil(asked.range.toMs / 1000) - firstS + 1);
  const secondOf = ({ track }: Shown, row: number) => (track.atS[row] ?? 0) - firstS;
  let leftOut = 0;
  await eachPoint(shown, (one, row) => {
    if (one.key < 0) leftOut += 1;
    else counts[secondOf(one, row)] = (counts[secondOf(one, row)] ?? 0) + 1;
  });
  const { starts, total } = startsOf(counts);
  const { buffer, frame } = createPositionFrame(
    { number: 1, afterNumber: 0, serverAtMs: asked.nowMs, firstKey: 0 },
    { gone: 0, placed: total, moved: 0, bitmapBytes: 0 },
  );
  const keyed = shown.filter(({ key }) => key >= 0);
  await eachPoint(keyed, (one, row) => {
    const second = secondOf(one, row);
    const at = starts[second] ?? 0;
    starts[second] = at + 1;
    place(frame.placed, at, one, row);
  });
  return { frame: buffer, leftOut };
}
