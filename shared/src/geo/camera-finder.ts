import type { AreaId } from '#contract/ids.ts';
import type { LonLat } from '#contract/position.ts';
import type { Camera, Obstacle } from '#contract/site.ts';
import {
  type CameraSight,
  cameraSight,
  type Unseen,
  type Wall,
  wallsBefore,
} from './camera-sight.ts';

/** What is looked for: a place, or several along something long. `area`: in whose area it happened. */
export type CameraTarget = { points: readonly LonLat[]; area: AreaId | null };

/** A camera, and why it was chosen. */
export type RankedCamera = {
  camera: Camera;
  /** How much of the target it sees, 0 to 1. */
  share: number;
  /** Why it sees nothing of it; null where it sees something. */
  unseen: Unseen | null;
  behind: Obstacle | null;
  /** To the nearest place that it sees; where it sees none, to the nearest. Metres. */
  awayM: number;
  score: number;
};

export type CameraFinder = {
  /** The best first, at most `most`: those that see, by score; then the nearest. */
  rank(target: CameraTarget, most?: number): RankedCamera[];
};

export const mostCameras = 4;
/** A camera this far away belongs to another place. */
const furthestM = 2500;
/** The officer of an area knows its cameras, and who stands beside them. */
const worthOfOtherArea = 0.85;

export function createCameraFinder(
  cameras: readonly Camera[],
  obstacles: readonly Obstacle[] = [],
): CameraFinder {
  const known = cameras.map((camera) => ({ camera, walls: wallsBefore(camera, obstacles) }));
  return {
    rank: (target, most = mostCameras) =>
      known
        .flatMap((one) => rankOne(one.camera, one.walls, target) ?? [])
        .sort(
          (a, b) => b.score - a.score || a.awayM - b.awayM || (a.camera.id < b.camera.id ? -1 : 1),
        )
        .slice(0, most),
  };
}

/** Null: too far from all of it to be of any use. */
function rankOne(
  camera: Camera,
  walls: readonly Wall[],
  { points, area }: CameraTarget,
): RankedCamera | null {
  let [seen, score] = [0, 0];
  let best: CameraSight | null = null;
  for (const point of points) {
    const sight = cameraSight(camera, point, walls);
    if (sight.unseen === null) seen += 1;
    score += sight.score;
    if (best === null || isBetter(sight, best)) best = sight;
  }
  if (best === null || (seen === 0 && best.awayM > furthestM)) return null;
  const worth = area === null || camera.area === area ? 1 : worthOfOtherArea;
  const { unseen, behind, awayM } = best;
  const share = seen / points.length;
  return { camera, share, unseen, behind, awayM, score: (score / points.length) * worth };
}

function isBetter(a: CameraSight, b: CameraSight): boolean {
  if ((a.unseen === null) !== (b.unseen === null)) return a.unseen === null;
  return a.awayM < b.awayM;
}
