import type { LonLat } from '@ftz/shared/contract/position.ts';
import { type Path, placeAt, pointAhead } from './path.ts';

/** How a driver drives. Accelerations in m/s²: a loaded lorry manages about 1, brakes at about 2. */
export type Driving = { cruiseKph: number; speedUp: number; brake: number };

/** A vehicle somewhere along a path. */
export type RoadWalk = { path: Path; alongM: number; speedKph: number };

export const calmDriving: Driving = { cruiseKph: 70, speedUp: 0.9, brake: 1.6 };

const brakingHorizonM = 400;
/** What wheels and load can take, m/s², when a bend comes as a surprise. */
const hardestBrake = 4;

/** The speed from which `brake` still reaches `targetKph` within `inM` metres. */
function fastestKph(targetKph: number, inM: number, brake: number): number {
  const target = targetKph / 3.6;
  return Math.sqrt(target * target + 2 * brake * Math.max(0, inM)) * 3.6;
}

function allowedKph(walk: RoadWalk, driving: Driving, endKph: number): number {
  const { path, alongM } = walk;
  let kph = Math.min(driving.cruiseKph, fastestKph(endKph, path.lengthM - alongM, driving.brake));
  for (let i = pointAhead(path, alongM); i < path.line.length; i++) {
    const inM = (path.atM[i] as number) - alongM;
    if (inM > brakingHorizonM) break;
    const cornerKph = path.cornerKph[i] as number;
    if (cornerKph < kph) kph = Math.min(kph, fastestKph(cornerKph, inM, driving.brake));
  }
  return kph;
}

/**
 * Drives on for `seconds` and comes to the end of the path with `endKph` (0: stands there). Steps
 * are meant to be half a second or less; the walk never leaves its path and never passes its end.
 * Changes the walk itself: a fleet takes forty thousand such steps in a second.
 */
export function driveOn(walk: RoadWalk, seconds: number, driving: Driving, endKph = 0): void {
  const fasterKph = walk.speedKph + driving.speedUp * seconds * 3.6;
  const slowestKph = walk.speedKph - hardestBrake * seconds * 3.6;
  const speedKph = Math.max(slowestKph, Math.min(fasterKph, allowedKph(walk, driving, endKph)));
  const movedM = ((walk.speedKph + speedKph) / 2 / 3.6) * seconds;
  const alongM = walk.alongM + movedM;
  // A crawl of the last half metre would take for ever: braking curves end asymptotically.
  const arrives = alongM >= walk.path.lengthM - 0.5;
  walk.alongM = arrives ? walk.path.lengthM : alongM;
  walk.speedKph = arrives ? endKph : speedKph;
}

export function isAtEnd(walk: RoadWalk): boolean {
  return walk.alongM >= walk.path.lengthM;
}

export function remainingM(walk: RoadWalk): number {
  return walk.path.lengthM - walk.alongM;
}

export function placeOf(walk: RoadWalk): { point: LonLat; headingDeg: number } {
  return placeAt(walk.path, walk.alongM);
}
