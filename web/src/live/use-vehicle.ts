import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import { useSyncExternalStore } from 'react';
import { subscribeBeat, vehicleById } from './latest-store.ts';

/** Who a vehicle is, as soon as this page is told: that may be after the alarm about it. Null: not yet. */
export function useVehicle(id: string): Vehicle | null {
  return useSyncExternalStore(subscribeBeat, () => vehicleById(id));
}
