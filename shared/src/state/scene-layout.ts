import { type Scene, type ScenePane, type ScenePart, sceneGrid } from '#contract/scene.ts';

type Size = { w: number; h: number };
export type Place = Pick<ScenePane, 'x' | 'y' | 'w' | 'h'>;

/** Less than this, in cells, and its letters no longer have the size that is read from afar. */
export const leastSize: Record<ScenePart, Size> = {
  bar: { w: sceneGrid.columns, h: 2 },
  'zone-map': { w: 8, h: 6 },
  'area-map': { w: 6, h: 5 },
  incident: { w: 12, h: 7 },
  'incident-cameras': { w: 8, h: 5 },
  'camera-grid': { w: 6, h: 4 },
  'area-board': { w: 20, h: 5 },
  figures: { w: 10, h: 4 },
  'alarms-by-hour': { w: 8, h: 4 },
  'gate-throughput': { w: 8, h: 4 },
  'response-times': { w: 8, h: 4 },
  'false-rates': { w: 8, h: 4 },
  'alarm-list': { w: 12, h: 4 },
  'emergency-report': { w: 12, h: 7 },
};

export function overlaps(a: Place, b: Place): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** Within the screen, and large enough to be read. */
export function isReadable(pane: Place & { part: ScenePart }): boolean {
  const least = leastSize[pane.part];
  const { columns, rows } = sceneGrid;
  const isWithin =
    pane.x >= 0 && pane.y >= 0 && pane.x + pane.w <= columns && pane.y + pane.h <= rows;
  return isWithin && pane.w >= least.w && pane.h >= least.h;
}

export const isMap = (part: ScenePart): boolean => part === 'zone-map' || part === 'area-map';

/** Every pane can be read, none lies over another, and nothing but a map is said to have layers. */
export function isLayoutFit(panes: readonly ScenePane[]): boolean {
  return panes.every(
    (pane, i) =>
      isReadable(pane) &&
      (pane.layers === undefined || isMap(pane.part)) &&
      panes.slice(i + 1).every((other) => !overlaps(pane, other)),
  );
}

/** What tells of alarms and emergencies is not covered by what somebody throws. */
const notCovered: readonly ScenePart[] = ['bar', 'incident', 'emergency-report', 'alarm-list'];

/** Where what is thrown goes: the largest pane that may be covered, the first of equals. */
export function mainPlace({ panes }: Scene): number {
  const rank = (i: number) => {
    const pane = panes[i];
    if (!pane || pane.part === 'bar') return -1;
    return (
      pane.w * pane.h + (notCovered.includes(pane.part) ? 0 : sceneGrid.columns * sceneGrid.rows)
    );
  };
  return panes.map((_, i) => i).reduce((best, i) => (rank(i) > rank(best) ? i : best), 0);
}
