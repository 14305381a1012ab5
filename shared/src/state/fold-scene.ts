import type { SceneRecord } from '#contract/scene.ts';
import type { Fold } from './fold.ts';
import { type EventOf, nameOf } from './incident-lines.ts';
import { ownOf } from './own.ts';

type SceneEvent = EventOf<'scene.saved' | 'scene.removed' | 'scene.provided' | 'scene.withdrawn'>;

function put(
  f: Fold,
  event: SceneEvent,
  id: string,
  change: Partial<Pick<SceneRecord, 'saved' | 'provided'>>,
): void {
  const { saved, provided } = ownOf(f.situation.scenes, id) ?? { saved: null, provided: null };
  const { version } = event.data;
  const byName = nameOf(event) ?? event.actor.name;
  f.put('scenes', id, { id, version, saved, provided, ...change, byName, atMs: event.atMs });
}

export function foldSceneSaved(f: Fold, event: EventOf<'scene.saved'>): void {
  put(f, event, event.data.scene.id, { saved: event.data.scene });
}

export function foldSceneRemoved(f: Fold, event: EventOf<'scene.removed'>): void {
  put(f, event, event.data.sceneId, { saved: null });
}

export function foldSceneProvided(f: Fold, event: EventOf<'scene.provided'>): void {
  put(f, event, event.data.scene.id, { provided: event.data.scene });
}

export function foldSceneWithdrawn(f: Fold, event: EventOf<'scene.withdrawn'>): void {
  put(f, event, event.data.sceneId, { provided: null });
}
