import type { LonLat } from '#contract/position.ts';
import type { Camera, Obstacle } from '#contract/site.ts';
import { degrees, radians } from './distance.ts';
import { offsetM, turnDeg } from './flat.ts';
import { pointInRing } from './point-in-polygon.ts';

/** Why a camera does not see a place: what stands between, too steep down, too far, or beside its view. */
export type Unseen = 'hidden' | 'under-lens' | 'out-of-range' | 'out-of-view';

/** One camera and one place. */
export type CameraSight = {
  /** Along the ground, in metres. */
  awayM: number;
  /** Null: it sees the place. */
  unseen: Unseen | null;
  /** The nearest to the camera of what hides the place. */
  behind: Obstacle | null;
  /**
   * How good its picture of the place is, above 0 to 1; 0 where it does not see it. Half of it at 25
   * pixels per metre in the middle, from where IEC 62676-4 says that a person is detected.
   */
  score: number;
};

/** What is looked for stands this high above the ground: a cab's window, a person's chest. */
const targetHeightM = 1.5;
/** A picture's width, and its height per width. */
const widthPx = 1920;
const aspect = 9 / 16;
const detectPxPerM = 25;
/** A place at the edge of the picture counts half: it has soon left it. */
const worthAtEdge = 0.5;
/** A lens that sees more than this is bent; its middle is still reckoned as flat. */
const widestFlatDeg = 170;

/** An obstacle as one camera has it before it: in which direction, how wide, from how far on. */
export type Wall = {
  obstacle: Obstacle;
  bearingDeg: number;
  halfWidthDeg: number;
  nearestM: number;
};

/** What can hide anything in a camera's range: reckoned once, neither of them moves. */
export function wallsBefore(camera: Camera, obstacles: readonly Obstacle[]): Wall[] {
  const at = camera.point as LonLat;
  return obstacles.flatMap((obstacle) => {
    // Seen from a camera, a circle around the outline: it may be tested too often, never too rarely.
    const middle = middleOf(obstacle.ring);
    const radiusM = slack * Math.max(...obstacle.ring.map((corner) => lengthM(middle, corner)));
    const [eastM, northM] = offsetM(at, middle);
    const awayM = Math.hypot(eastM, northM);
    const nearestM = Math.max(0, awayM - radiusM);
    // What a camera hangs on hides nothing from it.
    if (nearestM > camera.rangeM || pointInRing(at, obstacle.ring)) return [];
    const halfWidthDeg = awayM > radiusM ? degrees(Math.asin(radiusM / awayM)) : 180;
    return [{ obstacle, bearingDeg: bearingOf(eastM, northM), halfWidthDeg, nearestM }];
  });
}

/** `walls`: those before this camera. */
export function cameraSight(camera: Camera, place: LonLat, walls: readonly Wall[]): CameraSight {
  const [eastM, northM] = offsetM(camera.point as LonLat, place);
  const awayM = Math.hypot(eastM, northM);
  const bearing = bearingOf(eastM, northM);
  const offAxisDeg = turnDeg(bearing, camera.headingDeg);
  const unseen = awayM > camera.rangeM ? 'out-of-range' : outsideFrame(camera, awayM, offAxisDeg);
  if (unseen) return { awayM, unseen, behind: null, score: 0 };
  const behind = hiddenBy(camera, place, walls, { bearing, awayM });
  if (behind) return { awayM, unseen: 'hidden', behind, score: 0 };
  return { awayM, unseen: null, behind: null, score: scoreOf(camera, awayM, offAxisDeg) };
}

/** For the flat map's error over the range of a camera. */
const slack = 1.02;
const lengthM = (a: LonLat, b: LonLat): number => Math.hypot(...offsetM(a, b));
const bearingOf = (eastM: number, northM: number): number => degrees(Math.atan2(eastM, northM));

function middleOf(ring: readonly LonLat[]): LonLat {
  const sum = (axis: 0 | 1) => ring.reduce((total, corner) => total + corner[axis], 0);
  return [sum(0) / ring.length, sum(1) / ring.length];
}

function outsideFrame(camera: Camera, awayM: number, offAxisDeg: number): Unseen | null {
  const downDeg = degrees(Math.atan2(camera.heightM - targetHeightM, awayM));
  const { tiltDeg } = camera;
  const halfDeg = halfHeightDeg(camera.fovDeg);
  // Straight below every direction is the same: there only the steepness counts.
  if (tiltDeg !== undefined && downDeg > tiltDeg + halfDeg) return 'under-lens';
  if (offAxisDeg > camera.fovDeg / 2) return 'out-of-view';
  return tiltDeg !== undefined && downDeg < tiltDeg - halfDeg ? 'out-of-view' : null;
}

const halfTan = (fovDeg: number): number =>
  Math.tan(radians(Math.min(widestFlatDeg, Math.max(0.1, fovDeg)) / 2));

const halfHeightDeg = (fovDeg: number): number => degrees(Math.atan(halfTan(fovDeg) * aspect));

function scoreOf({ fovDeg }: Camera, awayM: number, offAxisDeg: number): number {
  const pxPerM = widthPx / (2 * Math.max(1, awayM) * halfTan(fovDeg));
  const offAxis = Math.min(1, offAxisDeg / (fovDeg / 2));
  return (pxPerM / (pxPerM + detectPxPerM)) * (1 - (1 - worthAtEdge) * offAxis ** 2);
}

/** The first obstacle on the line from the lens to the place that is higher than the line is there. */
function hiddenBy(
  camera: Camera,
  place: LonLat,
  walls: readonly Wall[],
  { bearing, awayM }: { bearing: number; awayM: number },
): Obstacle | null {
  let nearest: { obstacle: Obstacle; share: number } | null = null;
  for (const { obstacle, bearingDeg, halfWidthDeg, nearestM } of walls) {
    if (nearestM > awayM || turnDeg(bearing, bearingDeg) > halfWidthDeg) continue;
    const share = blockedAt(camera, place, obstacle);
    if (share !== null && share < (nearest?.share ?? Number.POSITIVE_INFINITY))
      nearest = { obstacle, share };
  }
  return nearest?.obstacle ?? null;
}

/** How far along the line of sight (0 to 1) the obstacle begins to hide the place; null: it does not. */
function blockedAt(camera: Camera, place: LonLat, { ring, heightM }: Obstacle): number | null {
  const from = camera.point as LonLat;
  const lineHeightM = (share: number) => camera.heightM + (targetHeightM - camera.heightM) * share;
  // The line's lowest point is at one of its ends: what is lower than both can hide nothing.
  if (heightM <= Math.min(camera.heightM, targetHeightM)) return null;
  let first: number | null = null;
  let before = ring.at(-1);
  for (const corner of ring) {
    const share = before && crossingShare(from, place, before, corner);
    before = corner;
    if (share === null || share === undefined || lineHeightM(share) >= heightM) continue;
    if (first === null || share < first) first = share;
  }
  if (first === null && heightM > targetHeightM && pointInRing(place, ring)) return 1;
  return first;
}

/** Where a–b crosses c–d, as a share of a–b; null when it does not. Angles bend no crossing: degrees do. */
function crossingShare(a: LonLat, b: LonLat, c: LonLat, d: LonLat): number | null {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const area = rx * sy - ry * sx;
  if (area === 0) return null;
  const ofFirst = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / area;
  const ofSecond = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / area;
  return ofFirst >= 0 && ofFirst <= 1 && ofSecond >= 0 && ofSecond <= 1 ? ofFirst : null;
}
