import type { Alarm, AlarmKind } from '@ftz/shared/contract/alarm.ts';
import type { LaneDecision } from '@ftz/shared/contract/lane-decision.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { decideLane } from '#domain/lanes/decide-lane.ts';
import { toleranceOfLane } from '#domain/lanes/weight-tolerance.ts';
import type { Observation } from '#domain/observation.ts';
import type { Sighting, World } from '#domain/sighting.ts';

type Known = Pick<Sighting, 'journey' | 'vehicle' | 'gate' | 'trusted' | 'late'>;
type Passage = Extract<Observation, { kind: 'passage' }>['passage'];
type Subject = Pick<Known, 'journey' | 'vehicle'> & { passage: Passage };

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
  const subject = { passage, journey, vehicle };
  const sealId = journey?.sealId ?? null;
  const open = openOn(subject, world.situation);
  // That nobody came to decide on it is our fault and not its own: it is a person's still, by one person.
  const isGrave = ({ severity, kind }: Alarm) =>
    severity <= holdingSeverity && kind !== 'lane-undecided';
  const kinds = (alarms: readonly Alarm[]) => alarms.map(({ kind }) => kind);
  const decision = decideLane({
    passage: { ...passage, gateId: gate.id, area: gate.area },
    journey,
    vehicleId: vehicle?.id ?? null,
    sealReport: sealId === null ? null : (ownOf(world.situation.seals, sealId) ?? null),
    controls: [...kinds(open.filter(isGrave)), ...heldGoods(subject, world.situation)],
    suspicions: kinds(open.filter((alarm) => !isGrave(alarm))),
    tolerance: toleranceOfLane(passage.laneId, world),
    proven: observation.asks.proven,
    late,
  });
  if (decision.result !== 'manual') return decision;
  const { laneReferralS } = world.limits;
  return { ...decision, referralDueAtMs: world.nowMs + laneReferralS * 1000 };
}

/** What is still asked of a person about this; an advisory is about a device's health. */
const openOn = (subject: Subject, situation: Situation): Alarm[] =>
  openAlarms(situation).filter((alarm) => alarm.severity < 4 && isAbout(alarm, subject));

function isAbout(alarm: Alarm, { passage, journey, vehicle }: Subject): boolean {
  const { plate, containerNos, seals } = passage;
  const { vehicleId, journeyId, sealId, containerNo } = alarm;
  return (
    (plate !== null && alarm.plate === plate) ||
    (vehicle !== null && vehicleId === vehicle.id) ||
    (journey !== null && journeyId === journey.id) ||
    (sealId !== null && seals.some(({ id }) => id === sealId)) ||
    (containerNo !== null && containerNos.includes(containerNo))
  );
}

/** Another agency's hold stands until it lets go, whatever became of the alarm that told of it. */
function heldGoods({ passage, journey }: Subject, situation: Situation): AlarmKind[] {
  const declared = journey?.containerNo ?? null;
  const boxes = new Set([...passage.containerNos, ...(declared === null ? [] : [declared])]);
  const isOurs = (containerNo: string | null) => containerNo !== null && boxes.has(containerNo);
  const bills = new Set(passage.documents?.map(({ id }) => id));
  for (const { containerNo, billNo } of Object.values(situation.documents))
    if (billNo !== null && isOurs(containerNo)) bills.add(billNo);
  const holds = Object.values(situation.rulings).filter(
    ({ ruling, containerNo, billNo }) =>
      ruling === 'hold' && (isOurs(containerNo) || (billNo !== null && bills.has(billNo))),
  );
  return holds.map(() => 'agency-hold');
}
