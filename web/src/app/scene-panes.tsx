import { type ScenePane, sceneGrid } from '@ftz/shared/contract/scene.ts';
import type { ShownOnWall } from '@ftz/shared/state/shown-on-wall.ts';
import type { CSSProperties } from 'react';
import { WallPane } from './wall-pane.tsx';
import { WallThrown } from './wall-thrown.tsx';
import './scene-panes.css';

/** A part of the canvas, from 0 to 1 of its width and height. */
export type Sight = { left: number; right: number; top: number; bottom: number };
const all: Sight = { left: 0, right: 1, top: 0, bottom: 1 };

const grid = { '--columns': sceneGrid.columns, '--rows': sceneGrid.rows } as CSSProperties;

/** A scene laid out over all the room there is; what stands out of sight, on another screen, is not drawn. */
export function ScenePanes({ shown, sight = all }: { shown: ShownOnWall; sight?: Sight }) {
  const { panes } = shown.scene;
  return (
    <div className="scene-panes" style={grid} data-scene={shown.scene.id}>
      {panes.map((pane, i) =>
        isInSight(pane, sight) ? (
          <PanePlace key={keyOf(panes, i)} pane={pane} index={i} shown={shown} />
        ) : null,
      )}
    </div>
  );
}

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

function isInSight({ x, y, w, h }: ScenePane, { left, right, top, bottom }: Sight): boolean {
  const { columns, rows } = sceneGrid;
  const isBeside = x / columns >= right || (x + w) / columns <= left;
  return !isBeside && y / rows < bottom && (y + h) / rows > top;
}
