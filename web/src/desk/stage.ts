import { create } from 'zustand';

/**
 * What the middle of the desk shows: the map, or what an officer opened over it about one incident.
 * One thing at a time; Escape and `B` lead back to the map, which stays as it was beneath.
 */
export type Stage =
  | { show: 'map' }
  | { show: 'evidence'; incidentId: string }
  | { show: 'video-inspection'; incidentId: string; taskId: string }
  | { show: 'replay'; incidentId: string };

const store = create<{ stage: Stage }>(() => ({ stage: { show: 'map' } }));

export function useStage(): Stage {
  return store((state) => state.stage);
}

export function setStage(stage: Stage): void {
  store.setState({ stage });
}
