import { type ScenePane, sceneGrid } from '@ftz/shared/contract/scene.ts';
import type { ShownOnWall } from '@ftz/shared/state/shown-on-wall.ts';
import { type CanvasSize, rowShares, spanOf, usualCanvas } from './scene-rows.ts';
import { WallPane } from './wall-pane.tsx';
import { WallThrown } from './wall-thrown.tsx';
import './scene-panes.css';

/** A part of the canvas, from 0 to 1 of its width and height. */
export type Sight = { left: number; right: number; top: number; bottom: number };
const all: Sight = { left: 0, right: 1, top: 0, bottom: 1 };

type ScenePanesProps = { shown: ShownOnWall; size?: CanvasSize; sight?: Sight };

/** A scene laid out over all the room there is; what stands out of sight, on another screen, is not drawn. */
export function ScenePanes({ shown, size = usualCanvas, sight = all }: ScenePanesProps) {
  const { panes } = shown.scene;
  const rows = rowShares(panes, size);
  return (
    <div className="scene-panes" style={gridOf(panes, rows, size)} data-scene={shown.scene.id}>
      {panes.map((pane, i) =>
        isInSight(pane, rows, sight) ? (
          <PanePlace key={keyOf(panes, i)} pane={pane} index={i} shown={shown} />
        ) : null,
      )}
    </div>
  );
}

/** What lies above the scene takes nothing from its bar. */
const gridOf = (panes: readonly ScenePane[], rows: readonly number[], { height }: CanvasSize) => {
  const isOfBar = (row: number) =>
    panes.some(({ part, y, h }) => part === 'bar' && row >= y && row < y + h);
  const heights = rows.map((share, row) => {
    const least = isOfBar(row) ? `calc(${share * height} * var(--arcmin))` : '0';
    return `minmax(${least}, ${share * 100}fr)`;
  });
  return {
    gridTemplateColumns: `repeat(${sceneGrid.columns}, minmax(0, 1fr))`,
    gridTemplateRows: heights.join(' '),
  };
};

function PanePlace({ pane, index, shown }: { pane: ScenePane; index: number; shown: ShownOnWall }) {
  const { x, y, w, h, part } = pane;
  const isCovered = shown.covered === index;
  // A map takes long to open and stays beneath; pictures beneath would play for nobody.
  const isKept = !isCovered || part === 'zone-map' || part === 'area-map';
  const gridArea = `${y + 1} / ${x + 1} / span ${h} / span ${w}`;
  return (
    <section className="wall-pane" data-part={part} style={{ gridArea }}>
      {isKept ? <WallPane pane={pane} shown={shown} /> : null}
      {isCovered && shown.thrown ? <WallThrown thrown={shown.thrown} /> : null}
    </section>
  );
}

/** The same part in the next scene goes on where it was: a map is not opened anew. */
function keyOf(panes: readonly ScenePane[], index: number): string {
  const { part, area } = panes[index] as ScenePane;
  const before = panes.slice(0, index).filter((pane) => pane.part === part && pane.area === area);
  return `${part} ${area ?? ''} ${before.length}`;
}

/** Shares of a height do not add up to the last digit. */
const hair = 1e-6;

function isInSight(
  pane: ScenePane,
  rows: readonly number[],
  { left, right, top, bottom }: Sight,
): boolean {
  const { columns } = sceneGrid;
  const isBeside = pane.x / columns >= right || (pane.x + pane.w) / columns <= left;
  const [begin, end] = spanOf(pane, rows);
  return !isBeside && begin < bottom - hair && end > top + hair;
}
