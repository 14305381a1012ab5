import type { Storage } from '#adapters/storage/storage.ts';
import type { PartHealth } from '#http/http-deps.ts';
import type { Gateways } from './gateways.ts';

/** Each part that the house cannot do without, by name. */
export function houseHealth(storage: Storage, gateways: Gateways): Record<string, PartHealth> {
  const parts = [...gateways.running].map(([name, gateway]) => [name, gateway.health()] as const);
  return { storage: storage.health(), ...Object.fromEntries(parts) };
}
