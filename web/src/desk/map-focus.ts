import type { LonLat } from '@ftz/shared/contract/position.ts';
import { create } from 'zustand';

/** The place that the operator asked the map to show; a new object asks again for the same place. */
const store = create<{ point: LonLat | null }>(() => ({ point: null }));

export function locate(point: LonLat | null): void {
  if (point) store.setState({ point: [point[0], point[1]] });
}

export function useMapFocus(): LonLat | null {
  return store((state) => state.point);
}
