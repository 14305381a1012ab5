import type { PartHealth } from '#http/http-deps.ts';
import type { Gateways } from './gateways.ts';

/** What can say how it is. */
type Part = { health: () => { ok: boolean; detail: string } };

/**
 * Each part by name. Pictures are not needed for readiness: alarms, log and people go on without
 * them, and every screen says itself when a camera is gone.
 */
export function houseHealth(
  parts: Record<string, Part>,
  gateways: Gateways,
): Record<string, PartHealth> {
  const named = Object.entries(parts).map(
    ([name, part]) => [name, { ...part.health(), needed: true }] as const,
  );
  const running = [...gateways.running].map(
    ([name, gateway]) => [name, { ...gateway.health(), needed: name !== 'cameras' }] as const,
  );
  return Object.fromEntries([...named, ...running]);
}
