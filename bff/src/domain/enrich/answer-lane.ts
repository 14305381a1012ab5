import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { LaneDecision } from '@ftz/shared/contract/lane-decision.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { decideLane } from '#domain/lanes/decide-lane.ts';
import type { Observation } from '#domain/observation.ts';
import type { Sighting, World } from '#domain/sighting.ts';

type Known = Pick<Sighting, 'journey' | 'vehicle' | 'gate' | 'trusted' | 'late'>;
type Passage = Extract<Observation, { kind: 'passage' }>['passage'];

/** From this severity on an alarm that nobody has closed holds what it is about. */
const holdingSeverity = 2;

/** The answer to a lane that asks for one, of all that the house knows at this moment. */
export function answerLane(
  observation: Observation,
  { journey, vehicle, gate, trusted, late }: Known,
  world: World,
): LaneDecision | null {
  if (observation.kind !== 'passage' || !observation.asks || !trusted || !gate) return null;
  const { passage } = observation;
  const sealId = journey?.sealId ?? null;
  return decideLane({
    passage: { ...passage, gateId: gate.id, area: gate.area },
    journey,
    vehicleId: vehicle?.id ?? null,
    sealReport: sealId === null ? null : (ownOf(world.situation.seals, sealId) ?? null),
    controls: openAlarms(world.situation).filter(
      (alarm) => alarm.severity <= holdingSeverity && isAbout(alarm, passage, { journey, vehicle }),
    ),
    tolerance: world.weightTolerance ?? null,
    proven: observation.asks.proven,
    late,
  });
}

function isAbout(
  alarm: Alarm,
  { plate, containerNos, seals }: Passage,
  { journey, vehicle }: Pick<Known, 'journey' | 'vehicle'>,
): boolean {
  const { vehicleId, journeyId, sealId, containerNo } = alarm;
  return (
    (plate !== null && alarm.plate === plate) ||
    (vehicle !== null && vehicleId === vehicle.id) ||
    (journey !== null && journeyId === journey.id) ||
    (sealId !== null && seals.some(({ id }) => id === sealId)) ||
    (containerNo !== null && containerNos.includes(containerNo))
  );
}
