import { create } from 'zustand';
import type { PlaceThen } from './place-then.ts';

/**
 * What the middle of the desk shows: the map, or what an officer opened over it about one
 * incident, or about one place. One thing at a time; Escape and `B` lead back to the map, which stays as it was beneath.
 */
export type Stage =
  | { show: 'map' }
  | { show: 'evidence'; incidentId: string }
  | { show: 'video-inspection'; incidentId: string; taskId: string }
  | { show: 'replay'; incidentId: string }
  | { show: 'neighbours'; place: PlaceThen };

const store = create<{ stage: Stage }>(() => ({ stage: { show: 'map' } }));

export function useStage(): Stage {
  return store((state) => state.stage);
}

export function setStage(stage: Stage): void {
  store.setState({ stage });
}
