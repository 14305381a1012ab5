import type { LonLat } from '#contract/position.ts';
import type { Camera, Obstacle } from '#contract/site.ts';
import { distanceM } from './distance.ts';
import { offsetM, turnDeg } from './flat.ts';
import { pointInRing } from './point-in-polygon.ts';
import { distanceToLineM } from './polyline.ts';

/** What was surveyed, and what a plan may not build over. */
export type Surveyed = {
  roads: readonly (readonly LonLat[])[];
  obstacles: readonly Obstacle[];
  cameras: readonly Camera[];
  /** Gates, posts of teams. */
  posts: readonly LonLat[];
};

const roadBesideM = 34;
const postBesideM = 70;
const obstacleBesideM = 14;
/** A camera's heading was put down by hand: a little beside its view is in it. */
const beside = { angleDeg: 6, rangeM: 25 };

/** Corners, middles of edges, and the middle: no two are farther apart than a camera's view is wide. */
function samplesOf(ring: readonly LonLat[]): LonLat[] {
  const mix = (a: LonLat, b: LonLat): LonLat => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const edges = ring.map((corner, i) => mix(corner, ring[(i + 1) % ring.length] ?? corner));
  const [first, , third] = ring;
  return [...ring, ...edges, ...(first && third ? [mix(first, third)] : [])];
}

/** Whether a camera may ever look at a place, however it is turned. */
export function isInReach(point: LonLat, camera: Camera): boolean {
  const [east, north] = offsetM(camera.point as LonLat, point);
  const awayM = Math.hypot(east, north);
  if (awayM > camera.rangeM + beside.rangeM) return false;
  if (camera.ptz || awayM < postBesideM) return true;
  const bearing = (Math.atan2(east, north) * 180) / Math.PI;
  return turnDeg(bearing, camera.headingDeg) <= camera.fovDeg / 2 + beside.angleDeg;
}

const isUnder = (samples: readonly LonLat[], { ring }: Obstacle, own: readonly LonLat[]) =>
  samples.some(
    (point) =>
      pointInRing(point, ring) ||
      ring.some((corner) => distanceM(point, corner as LonLat) < obstacleBesideM),
  ) || ring.some((corner) => pointInRing(corner as LonLat, own));

export type FreeGround = {
  /** Nothing that was surveyed stands or runs there. */
  isFree: (ring: readonly LonLat[]) => boolean;
  /**
   * Whether something that stands there could hide anything from a camera: then nothing may stand
   * there but what was surveyed, or the picture and the cameras would disagree.
   */
  isWatched: (ring: readonly LonLat[]) => boolean;
  /** A surveyed obstacle stands there, or close by. */
  isBuilt: (point: LonLat) => boolean;
};

export function freeGround(surveyed: Surveyed): FreeGround {
  const roads = surveyed.roads.flatMap((road) =>
    road.slice(1).map((to, i): LonLat[] => [road[i] ?? to, to]),
  );
  return {
    isFree(ring) {
      const samples = samplesOf(ring);
      return !(
        roads.some(
          (road) =>
            isNear(road, ring) &&
            samples.some((point) => distanceToLineM(point, road) < roadBesideM),
        ) ||
        surveyed.posts.some(
          (post) =>
            isNear([post], ring) && samples.some((point) => distanceM(point, post) < postBesideM),
        ) ||
        surveyed.obstacles.some(
          (obstacle) => isNear(obstacle.ring, ring) && isUnder(samples, obstacle, ring),
        )
      );
    },
    isBuilt: (point) =>
      surveyed.obstacles.some(
        ({ ring }) =>
          isNear(ring, [point]) &&
          (pointInRing(point, ring) ||
            distanceToLineM(point, [...ring, ...ring.slice(0, 1)]) < obstacleBesideM),
      ),
    isWatched(ring) {
      const samples = samplesOf(ring);
      return surveyed.cameras.some(
        (camera) =>
          isNear([camera.point as LonLat], ring, farthestLookDeg) &&
          samples.some((point) => isInReach(point, camera)),
      );
    },
  };
}

/** Some 100 m, and a kilometre: what is farther apart than this in degrees need not be measured. */
const nearDeg = 0.001;
const farthestLookDeg = 0.011;

function isNear(a: readonly LonLat[], b: readonly LonLat[], slack = nearDeg): boolean {
  const apart = (axis: 0 | 1) => {
    const [one, other] = [a.map((point) => point[axis]), b.map((point) => point[axis])];
    return Math.max(Math.min(...one) - Math.max(...other), Math.min(...other) - Math.max(...one));
  };
  return apart(0) <= slack && apart(1) <= slack;
}
