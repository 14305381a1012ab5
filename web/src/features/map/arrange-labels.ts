/** Pixels from the left and the top of the map. */
export type Box = { left: number; top: number; right: number; bottom: number };

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
  at: { x: number; y: number };
  size: { width: number; height: number };
  /** How far it stands off its place. */
  gap: { x: number; y: number };
  /** Where it may stand, the usual side first. */
  sides: readonly LabelSide[];
  /** Where it stands now: it stays while that will do, lest it jumps about. */
  present: LabelSide | null;
};

export type PlacedLabel = { side: LabelSide; box: Box };

/**
 * A place for each label, the first of them before the others, so that none covers another or what is
 * `taken`, and none is cut off by the edge. Null: there is no room, and it is not shown.
 */
export function arrangeLabels(
  asks: readonly LabelAsk[],
  taken: readonly Box[],
  edge: Box,
): (PlacedLabel | null)[] {
  const filled = [...taken];
  return asks.map((ask) => {
    const sides = ask.present ? [ask.present, ...ask.sides] : ask.sides;
    for (const side of sides) {
      const box = boxAt(ask, side);
      if (!isWithin(box, edge) || filled.some((other) => overlaps(box, other))) continue;
      filled.push(box);
      return { side, box };
    }
    return null;
  });
}

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isWithin(box: Box, edge: Box): boolean {
  return (
    box.left >= edge.left &&
    box.right <= edge.right &&
    box.top >= edge.top &&
    box.bottom <= edge.bottom
  );
}

function boxAt({ at, size, gap }: LabelAsk, side: LabelSide): Box {
  const across = side.startsWith('right') ? 1 : side.startsWith('left') ? -1 : 0;
  const down = side.endsWith('below') ? 1 : side.endsWith('above') ? -1 : 0;
  const left = edgeOf(at.x, size.width, gap.x, across);
  const top = edgeOf(at.y, size.height, gap.y, down);
  return { left, top, right: left + size.width, bottom: top + size.height };
}

function edgeOf(at: number, length: number, gap: number, direction: -1 | 0 | 1): number {
  if (direction === 0) return at - length / 2;
  return direction > 0 ? at + gap : at - gap - length;
}
