import { type MapLayer, mapLayers, usualLayers } from '@ftz/shared/contract/map-layer.ts';
import { create } from 'zustand';

const keyOf = (accountId: string) => `map-layers/${accountId}`;
const useStore = create<{ of: Record<string, readonly MapLayer[]> }>(() => ({ of: {} }));

/** The layers that this person has left switched on at this desk. */
export function shownLayersOf(accountId: string): readonly MapLayer[] {
  return useStore.getState().of[accountId] ?? read(accountId);
}

export const useShownLayers = (accountId: string): readonly MapLayer[] => {
  const known = useStore(({ of }) => of[accountId]);
  if (known) return known;
  const found = read(accountId);
  // Remembered, so that the next render gets the very same list.
  useStore.getState().of[accountId] = found;
  return found;
};

export function toggleLayer(accountId: string, layer: MapLayer): void {
  const before = shownLayersOf(accountId);
  const isShown = before.includes(layer);
  const next = mapLayers.filter((name) => (name === layer ? !isShown : before.includes(name)));
  try {
    localStorage.setItem(keyOf(accountId), JSON.stringify(next));
  } catch {
    // The choice then lives for the page.
  }
  useStore.setState(({ of }) => ({ of: { ...of, [accountId]: next } }));
}

/** A layer that came with a newer page is as it usually is only for whoever has never chosen. */
function read(accountId: string): readonly MapLayer[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? 'null');
    return Array.isArray(kept) ? mapLayers.filter((name) => kept.includes(name)) : usualLayers;
  } catch {
    // Nothing may be kept here, or it was written by something else.
    return usualLayers;
  }
}
