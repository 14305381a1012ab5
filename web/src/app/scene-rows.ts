import { type ScenePane, sceneGrid } from '@ftz/shared/contract/scene.ts';

/** In arc-minutes for the eye of the viewer. */
export type CanvasSize = { width: number; height: number };

/** A 75-inch panel four metres away is about as many arc-minutes wide and high as this. */
export const usualCanvas: CanvasSize = { width: 1024, height: 576 };

/** Narrower than this, the bar tells the same in three lines instead of two (`wall-bar.css`). */
const shortLines = 800;
const twoLines = 64;
const threeLines = 85;

/** How much of the height each row of the grid has, of 1: a bar has what its lines need, the others share the rest. */
export function rowShares(panes: readonly ScenePane[], { width, height }: CanvasSize): number[] {
  const { rows } = sceneGrid;
  const shares: (number | null)[] = Array.from({ length: rows }, () => null);
  const need = (width < shortLines ? threeLines : twoLines) / height;
  for (const { part, y, h } of panes)
    if (part === 'bar') shares.fill(Math.max(1 / rows, Math.min(need, 0.5) / h), y, y + h);
  const taken = shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const even = (1 - taken) / shares.filter((share) => share === null).length;
  return shares.map((share) => share ?? even);
}

/** Where a pane begins and ends, of 1. */
export function spanOf({ y, h }: ScenePane, shares: readonly number[]): [top: number, end: number] {
  const upTo = (row: number) => shares.slice(0, row).reduce((sum, share) => sum + share, 0);
  return [upTo(y), upTo(y + h)];
}
