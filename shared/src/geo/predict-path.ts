import type { LonLat } from '#contract/position.ts';
import { bearingDeg } from './bearing.ts';
import { distanceM } from './distance.ts';
import { pointAt, turnDeg } from './flat.ts';
import { aheadOnLine, alongLine, nearestOnLine } from './polyline.ts';

/** The newest fix of something that moves; null: nobody knows where it is heading. */
export type Moving = {
  point: LonLat;
  speedKph: number;
  headingDeg: number | null;
  fixAtMs: number;
};

/** Where it may be driving: the declared road of its journey with its width, and all roads. */
export type Ways = {
  corridor: { line: readonly LonLat[]; withinM: number } | null;
  roads: readonly (readonly LonLat[])[];
};

/** Where it will be, within so many metres: the less is known of its way, the wider. */
export type PredictedPoint = { aheadS: number; point: LonLat; radiusM: number };

export type Prediction =
  /** Its newest position is so old that it says nothing about now. */
  | { state: 'stale'; fixAtMs: number }
  | { state: 'standing' }
  | { state: 'unknown-heading' }
  | { state: 'moving'; along: 'corridor' | 'road' | 'heading'; points: PredictedPoint[] };

/** A position older than this predicts nothing: in a minute a lorry has passed two junctions. */
export const oldestFixMs = 60_000;
/** What a receiver at rest reports as speed. */
const standingKph = 3;
/** A road is as wide as this, with what a receiver is wrong. */
const onRoadM = 60;
const sameWayDeg = 50;
const backwardsDeg = 120;
const fixErrorM = 15;
/** How much of the way ahead may be wrong: drivers brake and overtake; off the road they turn as well. */
const errorShare = { corridor: 0.15, road: 0.25, heading: 0.4 };
/** More junctions than this nobody passes in a minute. */
const mostJunctions = 3;

/** Where it will be so many seconds after `nowMs`, if it drives on as it does. */
export function predictPath(
  moving: Moving,
  ways: Ways,
  nowMs: number,
  aheadS: readonly number[],
): Prediction {
  const ageS = Math.max(0, nowMs - moving.fixAtMs) / 1000;
  if (ageS * 1000 > oldestFixMs) return { state: 'stale', fixAtMs: moving.fixAtMs };
  if (moving.speedKph < standingKph) return { state: 'standing' };
  const drivenM = (seconds: number) => (moving.speedKph / 3.6) * (ageS + seconds);
  const furthestM = drivenM(Math.max(0, ...aheadS));
  const way = wayAhead(moving, ways, furthestM);
  if (way === null) return { state: 'unknown-heading' };
  const points = aheadS.map((seconds) => ({
    aheadS: seconds,
    point: alongLine(way.line, drivenM(seconds)) ?? moving.point,
    radiusM: fixErrorM + errorShare[way.along] * drivenM(seconds),
  }));
  return { state: 'moving', along: way.along, points };
}

type Way = { along: 'corridor' | 'road' | 'heading'; line: LonLat[] };

function wayAhead({ point, headingDeg }: Moving, ways: Ways, metres: number): Way | null {
  const declared = ways.corridor && lineAhead(point, headingDeg, ways.corridor, backwardsDeg);
  // A corridor ends at a gate, and so does what is foreseen.
  if (declared) return { along: 'corridor', line: declared };
  if (headingDeg === null) return null;
  for (const road of nearestFirst(point, ways.roads)) {
    const line = lineAhead(point, headingDeg, { line: road, withinM: onRoadM }, sameWayDeg);
    if (line) return { along: 'road', line: drivenOn(line, ways.roads, metres) };
  }
  return { along: 'heading', line: [point, pointAt(point, headingDeg, metres)] };
}

const nearestFirst = (point: LonLat, roads: Ways['roads']) =>
  roads
    .map((road) => ({ road, awayM: nearestOnLine(point, road)?.distanceM ?? Infinity }))
    .filter(({ awayM }) => awayM <= onRoadM)
    .sort((a, b) => a.awayM - b.awayM)
    .map(({ road }) => road);

/**
 * The rest of a line from where it is nearest, in the direction driven; null when it is not near, or
 * the heading differs by more than `mostDeg` from both directions. Without a heading: as it is drawn.
 */
function lineAhead(
  point: LonLat,
  headingDeg: number | null,
  { line, withinM }: { line: readonly LonLat[]; withinM: number },
  mostDeg: number,
): LonLat[] | null {
  const nearest = nearestOnLine(point, line);
  if (nearest === null || nearest.distanceM > withinM) return null;
  const forward = aheadOnLine(line, nearest);
  if (headingDeg === null) return forward;
  const back = aheadOnLine(line.toReversed(), {
    ...nearest,
    alongM: Math.max(0, lengthM(line) - nearest.alongM),
  });
  const [way] = [forward, back].sort((a, b) => turnOnto(headingDeg, a) - turnOnto(headingDeg, b));
  return way && turnOnto(headingDeg, way) <= mostDeg ? way : null;
}

const lengthM = (line: readonly LonLat[]): number =>
  line.slice(1).reduce((sum, to, i) => sum + distanceM(line[i] ?? to, to), 0);

/** How far one must turn to follow a line; nobody follows one that has ended. */
function turnOnto(headingDeg: number, [from, to]: readonly LonLat[]): number {
  return from && to ? turnDeg(headingDeg, bearingDeg(from, to)) : Infinity;
}

/** Over the end of a road onto the one that goes on most nearly straight, until it is long enough. */
function drivenOn(line: LonLat[], roads: Ways['roads'], metres: number): LonLat[] {
  let way = line;
  for (let junction = 0; junction < mostJunctions && lengthM(way) < metres; junction++) {
    const [before, end] = way.slice(-2);
    if (!before || !end) break;
    const heading = bearingDeg(before, end);
    const next = nearestFirst(end, roads)
      .flatMap((road) => {
        const onward = lineAhead(end, heading, { line: road, withinM: onRoadM }, backwardsDeg);
        return onward ? [onward] : [];
      })
      .sort((a, b) => turnOnto(heading, a) - turnOnto(heading, b))[0];
    if (!next) break;
    way = [...way, ...next.slice(1)];
  }
  return way;
}
