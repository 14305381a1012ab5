import type { Alarm } from '#contract/alarm.ts';
import type { AreaId } from '#contract/ids.ts';
import type { Journey } from '#contract/journey.ts';
import type { LaneOutcome, LaneState } from '#contract/lane-decision.ts';
import type { Unit } from '#contract/site.ts';
import type { Situation } from '#contract/situation.ts';
import type { UnitState } from '#contract/unit.ts';
import { isAnnounced } from './alarm-suppression.ts';
import { sealFactsIn } from './seal-facts.ts';
import {
  type SealException,
  type SealStage,
  sealExceptionsOf,
  sealStageOf,
} from './seal-lifecycle.ts';
import { announcedAlarms } from './situation-selectors.ts';
import { unitStateOf } from './unit-lifecycle.ts';

export type SealStanding = {
  sealId: string;
  stage: SealStage;
  /** Gravest first. */
  exceptions: SealException[];
  journey: Journey | null;
};
export type UnitStanding = { unit: Unit; state: UnitState };

/**
 * How one area stands by what the log has told: the things themselves, so that a number and the list
 * behind it cannot disagree.
 */
export type AreaStanding = {
  area: AreaId;
  /** Gravest first; what is set aside has a list of its own. */
  open: Alarm[];
  /** Of these, what nobody has answered. */
  unanswered: Alarm[];
  /** Vehicles that stand at a lane and were not let through, who waits longest first. */
  waiting: LaneOutcome[];
  /** Bound for this area, due soonest first. */
  underWay: Journey[];
  /** Of these, those whose time is over. */
  overdue: Journey[];
  /** What is wrong first. */
  seals: SealStanding[];
  /** Those that drive out; a team at a desk goes nowhere. */
  units: UnitStanding[];
};

/** Every area at once: what is looked through, is looked through once. */
export function areaStandings(
  situation: Situation,
  { areas, units, nowMs }: { areas: readonly AreaId[]; units: readonly Unit[]; nowMs: number },
): AreaStanding[] {
  const alarms = announcedAlarms(situation);
  const waiting = waitingAtLanes(situation);
  const underWay = Object.values(situation.journeys)
    .filter(({ state }) => state === 'under-way')
    .sort((a, b) => a.dueAtMs - b.dueAtMs);
  const seals = sealsOf(situation);
  return areas.map((area) => {
    const open = alarms.filter((alarm) => alarm.area === area);
    const bound = underWay.filter(({ toArea }) => toArea === area);
    return {
      area,
      open,
      unanswered: open.filter(isAnnounced),
      waiting: waiting.filter((outcome) => outcome.area === area),
      underWay: bound,
      overdue: bound.filter(({ dueAtMs }) => dueAtMs < nowMs),
      seals: seals.get(area) ?? [],
      units: units
        .filter((unit) => unit.area === area && unit.kind === 'field')
        .map((unit) => ({ unit, state: unitStateOf(situation, unit.id) })),
    };
  });
}

const waits: readonly LaneState[] = ['auto-hold', 'referred', 'escalated', 'expired'];

/** A lane holds one vehicle: whose reading is not its newest is gone, whatever became of it. */
function waitingAtLanes({ laneOutcomes }: Situation): LaneOutcome[] {
  const newest = new Map<string, LaneOutcome>();
  for (const outcome of Object.values(laneOutcomes)) {
    const known = newest.get(outcome.laneId);
    if (!known || outcome.decidedAtMs > known.decidedAtMs) newest.set(outcome.laneId, outcome);
  }
  return [...newest.values()]
    .filter(({ state }) => waits.includes(state))
    .sort((a, b) => a.decidedAtMs - b.decidedAtMs);
}

/** A seal is counted where its journey is awaited, like the journey; one without, where it belongs. */
function sealsOf(situation: Situation): Map<AreaId, SealStanding[]> {
  const factsOf = sealFactsIn(situation);
  const onJourneys = Object.values(situation.journeys).flatMap(({ sealId }) => sealId ?? []);
  const known = new Set([...Object.keys(situation.seals), ...onJourneys]);
  const byArea = new Map<AreaId, SealStanding[]>();
  for (const sealId of known) {
    const facts = factsOf(sealId);
    const area = facts.journey?.toArea ?? situation.seals[sealId]?.area;
    if (area === undefined) continue;
    const standing = {
      sealId,
      stage: sealStageOf(facts),
      exceptions: sealExceptionsOf(facts),
      journey: facts.journey,
    };
    const own = byArea.get(area);
    if (own) own.push(standing);
    else byArea.set(area, [standing]);
  }
  for (const own of byArea.values()) own.sort(byTrouble);
  return byArea;
}

const byTrouble = (a: SealStanding, b: SealStanding) =>
  b.exceptions.length - a.exceptions.length || a.sealId.localeCompare(b.sealId);
