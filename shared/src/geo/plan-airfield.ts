import type { LonLat } from '#contract/position.ts';
import { type GroundFeature, linesOf, placeOf } from './ground-feature.ts';
import { frameAlong, spread } from './ground-frame.ts';

const taxiwayBesideM = 190;
const exitEveryM = 900;
const stripes = { first: 12, length: 46, across: [-24, -17, -10, 10, 17, 24] } as const;

/**
 * What lies on and beside a runway: its centre line, thresholds and designators, and a taxiway on either side.
 * `name` holds both designators, such as `16R/34L`: the first is read by who lands along the line.
 */
export function planRunway(from: LonLat, to: LonLat, name: string): GroundFeature[] {
  const sheet = frameAlong(from, to);
  const length = sheet.lengthM;
  const line = (a: readonly [number, number], b: readonly [number, number]) => [
    sheet.at(a),
    sheet.at(b),
  ];
  const thresholds = stripes.across.flatMap((across) =>
    [stripes.first, length - stripes.first - stripes.length].map((along) =>
      line([along, across], [along + stripes.length, across]),
    ),
  );
  const centre = spread(110, length - 110, 60).map((along) =>
    line([along - 15, 0], [along + 15, 0]),
  );
  const taxiways = [-taxiwayBesideM, taxiwayBesideM].flatMap((across) => [
    line([20, across], [length - 20, across]),
    ...spread(20, length - 20, exitEveryM).map((along) => line([along, 0], [along, across])),
  ]);
  const [, near, far] = /(\d\d[LRC]?)\/(\d\d[LRC]?)/.exec(name) ?? [];
  return [
    linesOf('taxiway', taxiways),
    linesOf('runway-mark', [...thresholds, ...centre]),
    ...(near ? [placeOf('runway-end', sheet.at([95, 0]), { name: near })] : []),
    ...(far ? [placeOf('runway-end', sheet.at([length - 95, 0]), { name: far })] : []),
  ];
}
