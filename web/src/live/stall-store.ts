import { create } from 'zustand';

const store = create<{ stalledSinceMs: number | null }>(() => ({ stalledSinceMs: null }));

export function takeStall(stalledSinceMs: number | null): void {
  if (store.getState().stalledSinceMs !== stalledSinceMs) store.setState({ stalledSinceMs });
}

/**
 * Since when the center can record nothing, by its own clock in ms: what happens now is not kept, and
 * no act is accepted. Null while all is well.
 */
export function useStalledSinceMs(): number | null {
  return store((state) => state.stalledSinceMs);
}
