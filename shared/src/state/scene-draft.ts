import { usualWallLayers, type WallLayer, wallLayers } from '#contract/map-layer.ts';
import { type Scene, type ScenePane, type ScenePart, sceneGrid } from '#contract/scene.ts';
import { isReadable, leastSize, overlaps, type Place } from './scene-layout.ts';

/** A scene that somebody is laying out, how it was before each step, and the version that he began with. */
export type Draft = {
  scene: Scene;
  /** Null: nobody has saved it yet. */
  baseVersion: number | null;
  past: readonly Scene[];
  future: readonly Scene[];
  /** Something was changed since it was begun or saved. */
  isChanged: boolean;
};

/** Undo goes back so far; a whole scene is kept for each step, and none is large. */
const mostSteps = 100;

export const beginDraft = (scene: Scene, baseVersion: number | null): Draft => ({
  scene,
  baseVersion,
  past: [],
  future: [],
  isChanged: baseVersion === null,
});

export function changed(draft: Draft, scene: Scene): Draft {
  const past = [...draft.past, draft.scene].slice(-mostSteps);
  return { ...draft, scene, past, future: [], isChanged: true };
}

export function undone(draft: Draft): Draft {
  const scene = draft.past.at(-1);
  if (!scene) return draft;
  const future = [draft.scene, ...draft.future];
  return { ...draft, scene, past: draft.past.slice(0, -1), future, isChanged: true };
}

export function redone(draft: Draft): Draft {
  const [scene, ...future] = draft.future;
  if (!scene) return draft;
  return { ...draft, scene, past: [...draft.past, draft.scene], future, isChanged: true };
}

/** What was saved is what it goes on from. */
export const saved = (draft: Draft): Draft => ({
  ...draft,
  baseVersion: (draft.baseVersion ?? 0) + 1,
  isChanged: false,
});

/** The scene with one pane in another place; null: it would overlap, leave the screen, or be too small. */
export function placed(scene: Scene, index: number, place: Place): Scene | null {
  const pane = scene.panes[index];
  if (!pane) return null;
  const next = { ...pane, ...place };
  const others = scene.panes.filter((_, i) => i !== index);
  if (!isReadable(next) || others.some((other) => overlaps(next, other))) return null;
  return withPane(scene, index, next);
}

export const withPane = (scene: Scene, index: number, pane: ScenePane): Scene => ({
  ...scene,
  panes: scene.panes.map((each, i) => (i === index ? pane : each)),
});

/** Switches a layer of a map; what then is as usual is not said. */
export function toggledLayer(
  { layers = usualWallLayers, ...pane }: ScenePane,
  layer: WallLayer,
): ScenePane {
  const isOn = (each: WallLayer) => layers.includes(each) !== (each === layer);
  const next = wallLayers.filter(isOn);
  return next.join() === usualWallLayers.join() ? pane : { ...pane, layers: next };
}

export const withoutPane = (scene: Scene, index: number): Scene => ({
  ...scene,
  panes: scene.panes.filter((_, i) => i !== index),
});

/** The part where there is room for it, as near to the upper left as can be; null: there is none. */
export function withPart(scene: Scene, part: ScenePart): Scene | null {
  const { w, h } = leastSize[part];
  for (let y = 0; y + h <= sceneGrid.rows; y++) {
    for (let x = 0; x + w <= sceneGrid.columns; x++) {
      const pane = { part, x, y, w, h, area: null, cameraIds: [] };
      if (scene.panes.every((other) => !overlaps(pane, other)))
        return { ...scene, panes: [...scene.panes, pane] };
    }
  }
  return null;
}
