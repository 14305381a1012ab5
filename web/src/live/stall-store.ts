import type { Stall } from '@ftz/shared/state/should-sound.ts';
import { create } from 'zustand';

const store = create<{ stall: Stall | null }>(() => ({ stall: null }));

export function takeStall(sinceMs: number | null, knownTo: string | null): void {
  const { stall } = store.getState();
  if (stall?.sinceMs === sinceMs && stall.knownTo === knownTo) return;
  if (stall === null && sinceMs === null) return;
  store.setState({ stall: sinceMs === null ? null : { sinceMs, knownTo } });
}

/**
 * That the center can record nothing, since when by its own clock: what happens now is not kept, and no
 * act is accepted. Null while all is well.
 */
export function useStall(): Stall | null {
  return store((state) => state.stall);
}

export function useStalledSinceMs(): number | null {
  return store((state) => state.stall?.sinceMs ?? null);
}
