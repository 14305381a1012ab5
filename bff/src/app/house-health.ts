import type { PartHealth } from '#http/http-deps.ts';
import type { Gateways } from './gateways.ts';

/** What can say how it is. */
type Part = { health: () => { ok: boolean; detail: string } };

/** What is told, and does not keep people from working: taking the whole house away would. */
const notNeeded = new Set([
  'cameras',
  'jt1078',
  'rules',
  'upstream-cap',
  'documents-http',
  'ais',
  'figures',
  'feeds',
  'recordings',
  'push',
  'walls',
]);

/**
 * Each part by name. Pictures are not needed for readiness: alarms, log and people go on without
 * them, and every screen says itself when a camera is gone. Nor is any single rule that fails, nor the link
 * to the national centre: what is for it waits. A back office or a receiver that we call and that is away
 * costs papers and vessels, and no alarm; figures that are not counted cost nobody one, nor what is not
 * remembered of feeds, and neither does a
 * disk of pictures, or a screen of the hall that is dark. A push service that is away rings no phone whose page
 * is closed; open ones have the socket.
 */
export function houseHealth(
  parts: Record<string, Part>,
  gateways: Gateways,
): Record<string, PartHealth> {
  const named = Object.entries(parts).map(
    ([name, part]) => [name, { ...part.health(), needed: !notNeeded.has(name) }] as const,
  );
  const running = [...gateways.running].map(
    ([name, gateway]) => [name, { ...gateway.health(), needed: !notNeeded.has(name) }] as const,
  );
  return Object.fromEntries([...named, ...running]);
}
