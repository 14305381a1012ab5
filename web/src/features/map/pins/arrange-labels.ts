import { type Box, overlaps, type Pixel } from '#features/map/paint/pixels.ts';

/** Where a label stands beside its place. */
export type LabelSide =
  | 'centre'
  | 'right-above'
  | 'left-above'
  | 'right-below'
  | 'left-below'
  | 'above'
  | 'below'
  | 'right'
  | 'left';

export type LabelAsk = {
  /** Who gives way: a larger number to a smaller one, among equals the later to the earlier. */
  rank: number;
  at: Pixel;
  size: { width: number; height: number };
  /** How far it stands off its place. */
  gap: Pixel;
  /** Where it may stand, the usual side first. */
  sides: readonly LabelSide[];
  /** How many gaps away it may stand where there is no room nearer, the nearest first. */
  reaches: readonly number[];
  /** Where it stands now: it stays while that will do, lest it jumps about. */
  present: LabelSpot | null;
};

export type LabelSpot = { side: LabelSide; reach: number };

export type PlacedLabel = { spot: LabelSpot; box: Box };

/**
 * A place for each label, by their rank, so that none covers another or what is `taken`, and none is cut
 * off by the edge. Null: there is no room, and it is not shown.
 */
export function arrangeLabels(
  asks: readonly LabelAsk[],
  taken: readonly Box[],
  edge: Box,
): (PlacedLabel | null)[] {
  const filled = [...taken];
  const placed = new Map<LabelAsk, PlacedLabel>();
  for (const ask of asks.toSorted((a, b) => a.rank - b.rank)) {
    const label = firstFree(ask, filled, edge);
    if (!label) continue;
    filled.push(label.box);
    placed.set(ask, label);
  }
  return asks.map((ask) => placed.get(ask) ?? null);
}

function firstFree(ask: LabelAsk, filled: readonly Box[], edge: Box): PlacedLabel | null {
  for (const spot of spotsOf(ask)) {
    const box = boxAt(ask, spot);
    if (isWithin(box, edge) && !filled.some((other) => overlaps(box, other))) return { spot, box };
  }
  return null;
}

function spotsOf({ sides, reaches, present }: LabelAsk): LabelSpot[] {
  const spots = reaches.flatMap((reach) => sides.map((side) => ({ side, reach })));
  return present ? [present, ...spots] : spots;
}

function isWithin(box: Box, edge: Box): boolean {
  return (
    box.left >= edge.left &&
    box.right <= edge.right &&
    box.top >= edge.top &&
    box.bottom <= edge.bottom
  );
}

function boxAt({ at, size, gap }: LabelAsk, { side, reach }: LabelSpot): Box {
  const across = side.startsWith('right') ? 1 : side.startsWith('left') ? -1 : 0;
  const down = side.endsWith('below') ? 1 : side.endsWith('above') ? -1 : 0;
  const left = edgeOf(at.x, size.width, gap.x * reach, across);
  const top = edgeOf(at.y, size.height, gap.y * reach, down);
  return { left, top, right: left + size.width, bottom: top + size.height };
}

function edgeOf(at: number, length: number, gap: number, direction: -1 | 0 | 1): number {
  if (direction === 0) return at - length / 2;
  return direction > 0 ? at + gap : at - gap - length;
}
