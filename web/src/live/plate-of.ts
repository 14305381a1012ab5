import { vehicleById } from './latest-store.ts';

/** The plate of a vehicle that this page has heard of. */
export function plateOf(vehicleId: string): string | null {
  return vehicleById(vehicleId)?.plate ?? null;
}
