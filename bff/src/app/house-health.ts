import type { Storage } from '#adapters/storage/storage.ts';
import type { PartHealth } from '#http/http-deps.ts';
import type { Gateways } from './gateways.ts';

/**
 * Each part by name. Pictures are not needed for readiness: alarms, log and people go on without
 * them, and every screen says itself when a camera is gone.
 */
export function houseHealth(storage: Storage, gateways: Gateways): Record<string, PartHealth> {
  const parts = [...gateways.running].map(
    ([name, gateway]) => [name, { ...gateway.health(), needed: name !== 'cameras' }] as const,
  );
  return { storage: { ...storage.health(), needed: true }, ...Object.fromEntries(parts) };
}
