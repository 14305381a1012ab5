import type { LonLat } from '#contract/position.ts';
import { distanceM } from './distance.ts';
import type { FreeGround } from './free-ground.ts';
import { type GroundFeature, linesOf, placeOf, shapesOf } from './ground-feature.ts';
import { frameAlong, type GroundFrame, type OnSheet, spread } from './ground-frame.ts';
import { pointInRing } from './point-in-polygon.ts';

/** A supervised area, by what is done in it: a port stacks containers, the others store goods. */
export type PlannedArea = { id: string; ring: readonly LonLat[]; isPort: boolean };

type Cell = { middle: OnSheet; lengthM: number; widthM: number; row: number; column: number };
type Sheet = GroundFrame & { lengthM: number; widthM: number; ring: readonly LonLat[] };

const patrolInsetM = 24;
const streetEveryM = { along: 390, across: 270 };
const kerbM = 13;
const stackM = { length: 120, width: 30, lane: 22 };
const hallM = { length: 116, width: 58 };

/** Blocks between streets, and what lies in them; the same for the same area, whoever asks. */
export function planArea(area: PlannedArea, ground: FreeGround): GroundFeature[] {
  const sheet = sheetOver(area.ring);
  const rows = spread(patrolInsetM, sheet.widthM - patrolInsetM, streetEveryM.across);
  const columns = spread(patrolInsetM, sheet.lengthM - patrolInsetM, streetEveryM.along);
  const cells = cellsBetween(rows, columns).filter((cell) => liesInside(cell, sheet));
  const hall = inspectionHall(cells, sheet, ground);
  return [
    ...streets(rows, columns, sheet, ground),
    ...cells.flatMap((cell) => fill(cell, area, sheet, hall ? withHall(ground, hall) : ground)),
    ...(hall ? hallFeatures(hall) : []),
  ];
}

/** Along the longest edge, from the corner with the smallest numbers. */
function sheetOver(ring: readonly LonLat[]): Sheet {
  const edges = ring.map((from, i) => ({ from, to: ring[(i + 1) % ring.length] ?? from }));
  const length = (edge: { from: LonLat; to: LonLat }) => distanceM(edge.from, edge.to);
  const longest = edges.reduce((best, edge) => (length(edge) > length(best) ? edge : best));
  const turned = frameAlong(longest.from, longest.to);
  const corners = ring.map(turned.locate);
  const [along, across] = [corners.map(([a]) => a), corners.map(([, b]) => b)];
  const origin = turned.at([Math.min(...along), Math.min(...across)]);
  const frame = frameAlong(origin, turned.at([Math.max(...along), Math.min(...across)]));
  return { ...frame, widthM: Math.max(...across) - Math.min(...across), ring };
}

function cellsBetween(rows: readonly number[], columns: readonly number[]): Cell[] {
  return rows.slice(1).flatMap((bottom, row) =>
    columns.slice(1).map((right, column): Cell => {
      const [top, left] = [rows[row] ?? 0, columns[column] ?? 0];
      return {
        middle: [(left + right) / 2, (top + bottom) / 2],
        lengthM: right - left - 2 * kerbM,
        widthM: bottom - top - 2 * kerbM,
        row,
        column,
      };
    }),
  );
}

const ringOf = ({ middle, lengthM, widthM }: Cell, sheet: Sheet) =>
  sheet.rectangle(middle, lengthM, widthM);
const liesInside = (cell: Cell, sheet: Sheet) =>
  ringOf(cell, sheet).every((corner) => pointInRing(corner, sheet.ring));

function streets(
  rows: readonly number[],
  columns: readonly number[],
  sheet: Sheet,
  ground: FreeGround,
) {
  const isOpen = (point: LonLat) => pointInRing(point, sheet.ring) && !ground.isBuilt(point);
  const [length, width] = [sheet.lengthM - patrolInsetM, sheet.widthM - patrolInsetM];
  const isEdge = (i: number, all: readonly number[]) => i === 0 || i === all.length - 1;
  const drawn = (isPatrol: boolean) => [
    ...rows
      .filter((_, i) => isEdge(i, rows) === isPatrol)
      .map((y) => piecesInside([patrolInsetM, y], [length, y], sheet, isOpen)),
    ...columns
      .filter((_, i) => isEdge(i, columns) === isPatrol)
      .map((x) => piecesInside([x, patrolInsetM], [x, width], sheet, isOpen)),
  ];
  return [linesOf('street', drawn(false).flat()), linesOf('patrol', drawn(true).flat())];
}

/** The parts of a straight street that lie in the area and past what is built, to 10 m. */
function piecesInside(
  [ax, ay]: OnSheet,
  [bx, by]: OnSheet,
  sheet: Sheet,
  isOpen: (point: LonLat) => boolean,
): LonLat[][] {
  const steps = Math.max(1, Math.round(Math.hypot(bx - ax, by - ay) / 10));
  const pieces: LonLat[][] = [];
  let piece: LonLat[] = [];
  for (let i = 0; i <= steps + 1; i += 1) {
    const share = Math.min(1, i / steps);
    const point = sheet.at([ax + (bx - ax) * share, ay + (by - ay) * share]);
    if (i <= steps && isOpen(point)) piece.push(point);
    else {
      const [first, last] = [piece[0], piece.at(-1)];
      if (first && last && piece.length > 1) pieces.push([first, last]);
      piece = [];
    }
  }
  return pieces;
}

/** A number from 0 to 1 that a block has for ever. */
function lotOf(area: PlannedArea, { row, column }: Cell): number {
  let hash = 2_166_136_261;
  for (const sign of `${area.id}/${row}/${column}`)
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619);
  return (hash >>> 0) / 2 ** 32;
}

function fill(cell: Cell, area: PlannedArea, sheet: Sheet, ground: FreeGround): GroundFeature[] {
  const lot = lotOf(area, cell);
  const isYard = lot < (area.isPort ? 0.86 : 0.34);
  const block = ringOf(cell, sheet);
  const name = `${String.fromCharCode(65 + (cell.row % 26))}${cell.column + 1}`;
  const named = placeOf('block', sheet.at(cell.middle), { name });
  if (isYard) return [shapesOf('yard', [block]), ...stacks(cell, sheet, ground), named];
  if (lot > 0.93) return [shapesOf('green', [block])];
  return [...warehouses(cell, sheet, ground), named];
}

/** Where containers stand is painted on the ground; what stands there now is no map's business. */
function stacks(cell: Cell, sheet: Sheet, ground: FreeGround): GroundFeature[] {
  const [along, across] = cell.middle;
  const places = spreadWithin(cell.widthM - 20, stackM.width, stackM.lane).flatMap((y) =>
    spreadWithin(cell.lengthM - 20, stackM.length, stackM.lane).map(
      (x): OnSheet => [along + x, across + y],
    ),
  );
  const rings = places.map((place) => sheet.rectangle(place, stackM.length, stackM.width));
  return [shapesOf('slot', rings.filter(ground.isFree))].filter(isSomething);
}

/** Two rows with a court for trucks between; what a camera looks over stays an open lot. */
function warehouses(cell: Cell, sheet: Sheet, ground: FreeGround): GroundFeature[] {
  const [along, across] = cell.middle;
  const deep = Math.min(76, (cell.widthM - 64) / 2);
  const long = (cell.lengthM - 30) / 2 - 20;
  const rings = [-1, 1].flatMap((side) =>
    [-0.5, 0.5].map((place) =>
      sheet.rectangle(
        [along + place * (long + 20), across + side * (cell.widthM / 2 - 12 - deep / 2)],
        long,
        deep,
      ),
    ),
  );
  const free = rings.filter(ground.isFree);
  return [
    shapesOf('plot', [ringOf(cell, sheet)]),
    shapesOf('lot', free.filter(ground.isWatched)),
    shapesOf(
      'building',
      free.filter((ring) => !ground.isWatched(ring)),
    ),
  ].filter(isSomething);
}

/** Middles of as many as fit, around 0. */
function spreadWithin(room: number, size: number, gap: number): number[] {
  const count = Math.max(1, Math.floor((room + gap) / (size + gap)));
  return Array.from({ length: count }, (_, i) => (i - (count - 1) / 2) * (size + gap));
}

type Hall = { ring: LonLat[]; at: LonLat };

/** The block of the area's first rows where a hall fits that hides nothing from any camera. */
function inspectionHall(cells: readonly Cell[], sheet: Sheet, ground: FreeGround): Hall | null {
  for (const { middle } of cells) {
    const ring = sheet.rectangle(middle, hallM.length, hallM.width);
    if (ground.isFree(ring) && !ground.isWatched(ring)) return { ring, at: sheet.at(middle) };
  }
  return null;
}

const withHall = (ground: FreeGround, hall: Hall): FreeGround => ({
  ...ground,
  isFree: (ring) =>
    ground.isFree(ring) && ring.every((corner) => distanceM(corner, hall.at) > hallM.length * 0.7),
});

const hallFeatures = ({ ring, at }: Hall) => [
  shapesOf('hall', [ring]),
  placeOf('hall-name', at, { name_zh: '查验场', name_en: 'Inspection yard' }),
];

const isSomething = ({ geometry }: GroundFeature) => geometry.coordinates.length > 0;
