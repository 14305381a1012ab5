import type { LonLat } from '@ftz/shared/contract/position.ts';
import { between, distanceM, headingDeg, turnDeg } from './plane.ts';

/** A polyline that knows its metres: `atM[i]` is how far along point i lies. */
export type Path = {
  line: readonly LonLat[];
  atM: readonly number[];
  lengthM: number;
  /** How fast a lorry takes each corner; infinite where the road hardly bends. */
  cornerKph: readonly number[];
};

function cornerLimitKph(before: LonLat | undefined, at: LonLat, after: LonLat | undefined): number {
  if (before === undefined || after === undefined) return Number.POSITIVE_INFINITY;
  const turn = turnDeg(headingDeg(before, at), headingDeg(at, after));
  if (turn <= 20) return Number.POSITIVE_INFINITY;
  if (turn <= 45) return 50;
  return turn <= 80 ? 30 : 15;
}

/** Drops points nearer than a metre to their predecessor: they have no heading. */
function distinct(line: readonly LonLat[]): LonLat[] {
  return line.filter((point, i) => {
    const before = line[i - 1];
    return before === undefined || distanceM(before, point) >= 1;
  });
}

/** Throws when the line has fewer than two distinct points: nobody can drive it. */
export function createPath(drawn: readonly LonLat[]): Path {
  const line = distinct(drawn);
  if (line.length < 2) throw new Error('a path needs two distinct points');
  const atM: number[] = [];
  line.forEach((point, i) => {
    const before = line[i - 1];
    atM.push(before === undefined ? 0 : (atM[i - 1] ?? 0) + distanceM(before, point));
  });
  return {
    line,
    atM,
    lengthM: atM[atM.length - 1] ?? 0,
    cornerKph: line.map((point, i) => cornerLimitKph(line[i - 1], point, line[i + 1])),
  };
}

/** Index of the segment that holds a distance: its first point. Binary search: paths are walked often. */
function segmentAt(path: Path, alongM: number): number {
  let low = 0;
  let high = path.line.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((path.atM[middle] ?? 0) <= alongM) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The place and heading after `alongM` metres; distances outside the path are its ends. */
export function placeAt(path: Path, alongM: number): { point: LonLat; headingDeg: number } {
  const i = segmentAt(path, alongM);
  const [a, b] = [path.line[i] as LonLat, path.line[i + 1] as LonLat];
  const [fromM, toM] = [path.atM[i] ?? 0, path.atM[i + 1] ?? 0];
  const share = Math.max(0, Math.min(1, (alongM - fromM) / (toM - fromM)));
  return { point: between(a, b, share), headingDeg: headingDeg(a, b) };
}

/** Index of the first point strictly ahead of a distance; the number of points when none is. */
export function pointAhead(path: Path, alongM: number): number {
  return segmentAt(path, alongM) + 1;
}
