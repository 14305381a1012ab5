import type { LonLat } from '#contract/position.ts';
import { type GroundFeature, linesOf, placeOf, shapesOf } from './ground-feature.ts';
import { frameAlong, spread } from './ground-frame.ts';

const berthM = 340;
const apronM = 64;
const craneRailM = [-14, 16] as const;

/** The apron of a quay, the rails of its cranes, and its berths, numbered along it. */
export function planQuay(line: readonly LonLat[]): GroundFeature[] {
  const shapes: LonLat[][] = [];
  const rails: LonLat[][] = [];
  const marks: LonLat[][] = [];
  const numbers: GroundFeature[] = [];
  for (const [i, to] of line.slice(1).entries()) {
    const sheet = frameAlong(line[i] ?? to, to);
    shapes.push(sheet.rectangle([sheet.lengthM / 2, 0], sheet.lengthM, apronM));
    for (const rail of craneRailM)
      rails.push([sheet.at([0, rail]), sheet.at([sheet.lengthM, rail])]);
    const ends = spread(0, sheet.lengthM, berthM);
    for (const [at, end] of ends.entries()) {
      marks.push([sheet.at([end, -apronM / 2]), sheet.at([end, apronM / 2])]);
      const before = ends[at - 1];
      if (before === undefined) continue;
      const name = String(numbers.length + 1);
      numbers.push(placeOf('berth', sheet.at([(before + end) / 2, 0]), { name }));
    }
  }
  return [
    shapesOf('quay', shapes),
    linesOf('rail', rails),
    linesOf('berth-mark', marks),
    ...numbers,
  ];
}
