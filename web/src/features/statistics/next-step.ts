type Cell = { column: number; row: number };
type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const ways: Record<Direction, (from: Cell, to: Cell) => [along: number, beside: number]> = {
  ArrowLeft: (from, to) => [from.column - to.column, from.row - to.row],
  ArrowRight: (from, to) => [to.column - from.column, to.row - from.row],
  ArrowUp: (from, to) => [from.row - to.row, from.column - to.column],
  ArrowDown: (from, to) => [to.row - from.row, to.column - from.column],
};

export const isDirection = (key: string): key is Direction => Object.hasOwn(ways, key);

/** Which of the cells an arrow leads to: the nearest that way, in line before beside; the same where there is none. */
export function nextStep(cells: readonly Cell[], from: number, direction: Direction): number {
  const here = cells[from];
  if (!here) return from;
  const farness = (to: Cell) => {
    const [along, beside] = ways[direction](here, to);
    return along <= 0 ? Number.POSITIVE_INFINITY : along + Math.abs(beside) * 100;
  };
  const all = cells.map(farness);
  const nearest = Math.min(...all);
  return Number.isFinite(nearest) ? all.indexOf(nearest) : from;
}
