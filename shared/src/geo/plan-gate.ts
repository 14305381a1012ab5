import type { LonLat } from '#contract/position.ts';
import { bearingDeg } from './bearing.ts';
import { type GroundFeature, linesOf, shapesOf } from './ground-feature.ts';
import { frameAt } from './ground-frame.ts';
import { distanceToLineM } from './polyline.ts';

const plazaM = { length: 150, width: 54 };
const islandM = { length: 34, width: 2.4 };
const laneM = 6.5;

/** The paved ground of a gate along its road: lanes, islands between them, a stop line across. */
export function planGate(point: LonLat, roads: readonly (readonly LonLat[])[]): GroundFeature[] {
  const sheet = frameAt(point, headingAt(point, roads));
  const lanes = [-3, -2, -1, 0, 1, 2, 3].map((i) => i * laneM);
  return [
    shapesOf('plaza', [sheet.rectangle([0, 0], plazaM.length, plazaM.width)]),
    shapesOf(
      'lane-island',
      lanes.map((across) => sheet.rectangle([0, across], islandM.length, islandM.width)),
    ),
    linesOf(
      'lane',
      lanes.map((across) => [
        sheet.at([-plazaM.length / 2 + 6, across]),
        sheet.at([plazaM.length / 2 - 6, across]),
      ]),
    ),
  ];
}

/** How the nearest road runs there. */
function headingAt(point: LonLat, roads: readonly (readonly LonLat[])[]): number {
  let best = { awayM: Number.POSITIVE_INFINITY, heading: 0 };
  for (const road of roads)
    for (const [i, to] of road.slice(1).entries()) {
      const from = road[i] ?? to;
      const awayM = distanceToLineM(point, [from, to]);
      if (awayM < best.awayM) best = { awayM, heading: bearingDeg(from, to) };
    }
  return best.heading;
}
