import type { LonLat } from '#contract/position.ts';
import { distanceM, radians } from './distance.ts';

/** Where a line comes closest to a point. */
export type NearestOnLine = {
  /** From the point to the line. */
  distanceM: number;
  /** The place on the line. */
  point: LonLat;
  /** From the line's first vertex, along the line, to that place. */
  alongM: number;
};

/** The short way round, so that a line across the date line is not taken for one round the globe. */
const lonStep = (from: number, to: number): number => ((((to - from) % 360) + 540) % 360) - 180;

/**
 * How far along a→b (0 to 1) the foot of `point` lies, on a flat map centred on the point. The map is
 * true near the point, which is where the foot matters: for lines within some 50 km the error is
 * below 0.1 %.
 */
function footShare(point: LonLat, a: LonLat, b: LonLat): number {
  const shrink = Math.cos(radians(point[1]));
  const [ax, ay] = [lonStep(point[0], a[0]) * shrink, a[1] - point[1]];
  const [dx, dy] = [lonStep(a[0], b[0]) * shrink, b[1] - a[1]];
  const lengthSquared = dx * dx + dy * dy;
  if (lengthSquared === 0) return 0;
  return Math.min(1, Math.max(0, -(ax * dx + ay * dy) / lengthSquared));
}

function pointAtShare(a: LonLat, b: LonLat, share: number): LonLat {
  // Not a + 1·(b − a): rounding would miss the vertex itself.
  if (share === 1) return b;
  return [lonStep(0, a[0] + lonStep(a[0], b[0]) * share), a[1] + (b[1] - a[1]) * share];
}

function nearestOnSegment(point: LonLat, a: LonLat, b: LonLat): NearestOnLine {
  const foot = pointAtShare(a, b, footShare(point, a, b));
  return { distanceM: distanceM(point, foot), point: foot, alongM: distanceM(a, foot) };
}

/**
 * The place of `line` (WGS-84 vertices, joined straight) that is nearest to `point`, the first one on
 * a tie. A line of one vertex is that vertex; a line without vertices has no nearest place: null.
 */
export function nearestOnLine(point: LonLat, line: readonly LonLat[]): NearestOnLine | null {
  const [first, ...rest] = line;
  if (first === undefined) return null;
  let best = nearestOnSegment(point, first, first);
  let [from, behindM] = [first, 0];
  for (const to of rest) {
    const here = nearestOnSegment(point, from, to);
    if (here.distanceM < best.distanceM) best = { ...here, alongM: behindM + here.alongM };
    behindM += distanceM(from, to);
    from = to;
  }
  return best;
}

/** Metres from `point` to the nearest place of `line`; infinite when the line has no vertices. */
export function distanceToLineM(point: LonLat, line: readonly LonLat[]): number {
  return nearestOnLine(point, line)?.distanceM ?? Number.POSITIVE_INFINITY;
}

/** What of a line lies ahead of a place on it: the place itself, then the vertices after it. */
export function aheadOnLine(
  line: readonly LonLat[],
  { point, alongM }: Pick<NearestOnLine, 'point' | 'alongM'>,
): LonLat[] {
  let behindM = 0;
  const after = line.filter((vertex, i) => {
    behindM += distanceM(line[i - 1] ?? vertex, vertex);
    // Within a centimetre it is the place itself.
    return behindM > alongM + 0.01;
  });
  return [point, ...after];
}

/** The place so many metres along a line; its end where it is shorter, null where it has no vertices. */
export function alongLine(line: readonly LonLat[], metres: number): LonLat | null {
  let [from, restM] = [line[0] ?? null, metres];
  for (const to of line.slice(1)) {
    if (from === null) break;
    const stepM = distanceM(from, to);
    if (stepM > 0 && restM < stepM) return pointAtShare(from, to, Math.max(0, restM / stepM));
    restM -= stepM;
    from = to;
  }
  return from;
}
