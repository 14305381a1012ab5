/** Where a plate stands beside its vehicle: above or below it, to the right or to the left. */
const labelSides = ['right-above', 'left-above', 'right-below', 'left-below'] as const;
export type LabelSide = (typeof labelSides)[number];

type Point = { x: number; y: number };
type Size = { width: number; height: number };

/**
 * A side on which a plate of `size` covers no alarm symbol and its count: the present one if it will
 * do, lest the plate jumps about; the usual one if none does. `gap` is how far the plate stands off its vehicle, `symbolPx` how large a symbol is.
 */
export function freeLabelSide(
  vehicle: Point,
  size: Size,
  gap: Point,
  symbols: readonly Point[],
  symbolPx: number,
  present: LabelSide = 'right-above',
): LabelSide {
  const covers = (side: LabelSide) => {
    const left = side.startsWith('right') ? vehicle.x + gap.x : vehicle.x - gap.x - size.width;
    const top = side.endsWith('above') ? vehicle.y - gap.y - size.height : vehicle.y + gap.y;
    return symbols.some(
      // The count stands to the right of its symbol and is about as wide.
      ({ x, y }) =>
        x + symbolPx * 1.6 > left &&
        x - symbolPx * 0.6 < left + size.width &&
        y + symbolPx * 0.6 > top &&
        y - symbolPx * 0.6 < top + size.height,
    );
  };
  return [present, ...labelSides].find((side) => !covers(side)) ?? 'right-above';
}
