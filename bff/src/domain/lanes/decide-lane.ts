import type { AlarmKind } from '@ftz/shared/contract/alarm.ts';
import type { WeighTolerance } from '@ftz/shared/contract/equipment.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type {
  LaneComparison,
  LaneDecision,
  LaneItem,
  LaneResult,
  LaneVerdict,
} from '@ftz/shared/contract/lane-decision.ts';
import type { LanePassage } from '@ftz/shared/contract/lane-passage.ts';
import type { SealReport } from '@ftz/shared/contract/seal.ts';
import { compareWeight } from './compare-weight.ts';
import { statusWordOf } from './lane-status.ts';
import { plateTextOf } from './plate.ts';
import { toleranceText } from './weight-tolerance.ts';

/** Everything that a decision rests on: what was read, and what the house knows of it. */
export type LaneCase = {
  passage: LanePassage;
  journey: Journey | null;
  vehicleId: string | null;
  /** The seal's own last word, where the lane did not say how it is. */
  sealReport: SealReport | null;
  /** What holds this vehicle, its seal or its goods, by kind of alarm: none of it leaves by itself. */
  controls: readonly AlarmKind[];
  /** Open alarms of less weight on the same: a person looks before it leaves. */
  suspicions: readonly AlarmKind[];
  tolerance: WeighTolerance | null;
  /** The lane proved who it is. */
  proven: boolean;
  /** Read too long ago to say anything about what stands there now. */
  late: boolean;
};

/**
 * The answer to a lane: everything that can be compared is, and the vehicle is released only when every
 * line matches. What contradicts the papers is an alarm; whatever else is not a match is a doubt, and a
 * doubt is for a person.
 */
export function decideLane(lane: LaneCase): LaneDecision {
  const { passage, journey, vehicleId } = lane;
  const { area, laneId, gateId, direction, eventId, plate } = passage;
  const comparison = compareAll(lane);
  const result = resultOf(comparison.map(({ verdict }) => verdict));
  return {
    area,
    laneId,
    gateId,
    direction,
    eventId,
    sessionId: passage.sessionId ?? eventId,
    plate,
    vehicleId,
    journeyId: journey?.id ?? null,
    result,
    comparison,
    statusWord: statusWordOf(result, comparison),
    decidedBy: 'system',
  };
}

const isAlarm = (verdict: LaneVerdict): boolean => verdict === 'mismatch' || verdict === 'hit';

/** Nothing compared is no reason to lift a barrier. */
function resultOf(verdicts: readonly LaneVerdict[]): LaneResult {
  if (verdicts.some(isAlarm)) return 'alarm';
  const allMatch = verdicts.length > 0 && verdicts.every((verdict) => verdict === 'match');
  return allMatch ? 'release' : 'manual';
}

function compareAll(lane: LaneCase): LaneComparison[] {
  return [
    ...compareLane(lane),
    compareJourney(lane),
    ...compareControls(lane),
    comparePlate(lane),
    ...compareTag(lane),
    ...compareContainers(lane),
    ...compareSeals(lane),
    weightLine(lane),
  ];
}

function line(
  item: LaneItem,
  verdict: LaneVerdict,
  said: { expected?: string | null; observed?: string | null; tolerance?: string | null } = {},
): LaneComparison {
  const { expected = null, observed = null, tolerance = null } = said;
  const shown = (text: string | null) => text?.slice(0, 64) ?? null;
  return { item, expected: shown(expected), observed: shown(observed), tolerance, verdict };
}

function compareLane({ proven, late }: LaneCase): LaneComparison[] {
  if (!proven) return [line('lane', 'unsure', { observed: 'unproven' })];
  return late ? [line('lane', 'unsure', { observed: 'late' })] : [];
}

function compareJourney({ journey, passage }: LaneCase): LaneComparison {
  const observed = passage.gateId;
  if (!journey) return line('journey', 'not-declared', { observed });
  const expected = passage.direction === 'IN' ? journey.toGateId : journey.fromGateId;
  return line('journey', expected === observed ? 'match' : 'unsure', { expected, observed });
}

function compareControls({ controls, suspicions }: LaneCase): LaneComparison[] {
  const [control] = controls;
  if (control) return [line('control', 'hit', { observed: control })];
  const [suspicion] = suspicions;
  return suspicion ? [line('control', 'unsure', { observed: suspicion })] : [];
}

function comparePlate({ journey, passage }: LaneCase): LaneComparison {
  const said = { expected: journey?.plate ?? null, observed: passage.plate };
  if (passage.plate === null) return line('plate', 'not-read', said);
  if (!journey) return line('plate', 'not-declared', said);
  if (passage.unsure?.includes('plate')) return line('plate', 'unsure', said);
  return line('plate', passage.plate === journey.plate ? 'match' : 'mismatch', said);
}

/** An electronic plate is compared where it names one: many carry nothing but a number. */
function compareTag({ passage }: LaneCase): LaneComparison[] {
  const tags = (passage.rfids ?? []).filter(({ kind }) => kind === 'vehicle');
  const plates = tags.flatMap(({ plate }) => plateTextOf(plate) ?? []);
  const [first] = plates;
  if (first === undefined) return [];
  const said = { expected: passage.plate, observed: first };
  if (passage.plate === null) return [line('vehicle-tag', 'unsure', said)];
  const agrees = plates.every((plate) => plate === passage.plate);
  return [line('vehicle-tag', agrees ? 'match' : 'mismatch', said)];
}

function compareContainers({ journey, passage }: LaneCase): LaneComparison[] {
  const declared = journey?.containerNo ?? null;
  const read = passage.containerNos;
  const unsure = passage.unsure?.includes('container') ?? false;
  const front = compareFront(declared, read, unsure);
  const others = read.filter((no) => no !== declared && no !== front?.observed);
  const rear = others.map((observed) => line('container-rear', 'not-declared', { observed }));
  return [...(front ? [front] : []), ...rear.slice(0, 1)];
}

function compareFront(
  declared: string | null,
  read: readonly string[],
  unsure: boolean,
): LaneComparison | null {
  const [first = null] = read;
  if (declared === null) {
    if (unsure) return line('container-front', 'unsure', { observed: first });
    return first === null ? null : line('container-front', 'not-declared', { observed: first });
  }
  if (unsure) return line('container-front', 'unsure', { expected: declared, observed: first });
  if (first === null) return line('container-front', 'not-read', { expected: declared });
  const isThere = read.includes(declared);
  const observed = isThere ? declared : read.join(' ');
  return line('container-front', isThere ? 'match' : 'mismatch', { expected: declared, observed });
}

function compareSeals({ journey, passage, sealReport }: LaneCase): LaneComparison[] {
  const declared = journey?.sealId ?? null;
  const read = passage.seals.map(({ id }) => id).join(' ') || null;
  if (declared === null) {
    return read === null ? [] : [line('seal', 'not-declared', { observed: read })];
  }
  const said = { expected: declared, observed: read };
  if (read === null) return [line('seal', 'not-read', said)];
  const seal = passage.seals.find(({ id }) => id === declared);
  if (!seal) return [line('seal', 'mismatch', said)];
  const match = line('seal', 'match', { expected: declared, observed: declared });
  return [match, compareSealState(seal.state, sealReport)];
}

function compareSealState(read: string, report: SealReport | null): LaneComparison {
  const state = read === 'unknown' ? stateOf(report) : read;
  const said = { expected: 'sealed', observed: state };
  if (state === null) return line('seal-state', 'not-read', said);
  return line('seal-state', state === 'sealed' ? 'match' : 'mismatch', said);
}

function stateOf(report: SealReport | null): string | null {
  if (!report) return null;
  const { sealed, rope, cover } = report.state;
  return sealed && rope === 'intact' && cover === 'closed' ? 'sealed' : 'broken';
}

/** The standard sets no tolerance, so the house has none until somebody sets it. */
function weightLine({ journey, passage, tolerance }: LaneCase): LaneComparison {
  const kg = passage.weightKg;
  const expectedKg = journey?.grossWeightKg ?? null;
  const said = {
    expected: expectedKg === null ? null : String(expectedKg),
    observed: kg === null ? null : String(kg),
    tolerance: tolerance && toleranceText(tolerance),
  };
  // A scale that shows nothing has not weighed.
  if (kg === null || kg === 0) return line('weight', 'not-read', said);
  if (expectedKg === null) return line('weight', 'not-declared', said);
  const { verdict } = compareWeight(kg, expectedKg, tolerance);
  if (verdict === 'unset') return line('weight', 'no-tolerance', said);
  return line('weight', verdict === 'within' ? 'match' : 'mismatch', said);
}
