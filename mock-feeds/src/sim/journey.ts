import type { FleetVehicle } from '@ftz/shared/site/fleet.ts';
import type { Path } from './path.ts';
import type { Trip } from './truck.ts';
import type { DeclaredJourney } from './world-event.ts';

/** The house's default of how far from its road a journey may stray. */
const corridorM = 300;
/** Planned at 40 km/h and half an hour: what a dispatcher would promise. */
const plannedMsPerM = 3600 / 40;
const slackMs = 30 * 60_000;

/**
 * `run` names the run of the simulation (its start): the centre remembers journeys for years, and
 * a second run must not declare the first one's ids again.
 */
export function declareJourney(
  vehicle: FleetVehicle,
  journey: { trip: Trip; way: Path; departedAtMs: number; run: string; count: number },
): DeclaredJourney {
  const { trip, way, departedAtMs, run, count } = journey;
  return {
    id: `J-${run}-${vehicle.key}-${count}`,
    vehicleId: vehicle.id,
    plate: vehicle.plate,
    containerNo: vehicle.containerNo,
    sealId: vehicle.sealId,
    fromGateId: trip.fromGateId,
    toGateId: trip.toGateId,
    corridor: way.line,
    corridorM,
    departedAtMs,
    dueAtMs: departedAtMs + Math.round(way.lengthM * plannedMsPerM) + slackMs,
  };
}
