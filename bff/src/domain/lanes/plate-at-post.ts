import type { Observation } from '#domain/observation.ts';
import { equipmentPost } from '#domain/registry.ts';
import type { World } from '#domain/sighting.ts';

type Equipment = Extract<Observation, { kind: 'equipment' }>;

/** A truck has left a lane's bridge by then, and the next one has been read. */
const staysMs = 120_000;

/**
 * The plate of the vehicle that a piece of equipment speaks of: its own reading, or the newest of its
 * lane, because a scale and a barrier see no plates. Null: nobody has read one lately.
 */
export function plateAtPost(observation: Equipment, world: World): string | null {
  if (observation.report.plate !== null) return observation.report.plate;
  const { gateway, deviceId, deviceAtMs } = observation;
  const laneId = equipmentPost(world, gateway, deviceId)?.laneId ?? null;
  if (laneId === null) return null;
  let best: { plate: string; atMs: number } | null = null;
  for (const said of Object.values(world.situation.equipment)) {
    const near = Math.abs(deviceAtMs - said.deviceAtMs) <= staysMs;
    if (said.laneId !== laneId || said.plate === null || !near) continue;
    if (!best || said.deviceAtMs > best.atMs) best = { plate: said.plate, atMs: said.deviceAtMs };
  }
  return best?.plate ?? null;
}
