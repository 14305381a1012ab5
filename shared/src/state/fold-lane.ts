import type { DurableEvent } from '#contract/durable-event.ts';
import type { TimelineEntry } from '#contract/incident.ts';
import type { LaneOutcome } from '#contract/lane-decision.ts';
import type { Fold } from './fold.ts';
import { type EventOf, entryOf, writeOn } from './incident-lines.ts';
import { incidentsOfPlate, reachesAllOf } from './lane-circle.ts';
import {
  askedText,
  laneOutcomeKey,
  mostOutcomesOfLane,
  outcomeOf,
  outcomesOfSession,
  withCheck,
  withClock,
  withFeedback,
  withReleaseAsked,
  withRuling,
  withSuccessor,
} from './lane-outcome.ts';
import { ownOf } from './own.ts';
import { countPassage } from './statistics.ts';

const keyOf = ({ laneId, eventId }: { laneId: string; eventId: string }) =>
  laneOutcomeKey(laneId, eventId);

export function foldLanePassed(f: Fold, event: EventOf<'lane.passed'>): void {
  const { passage, journeyId = null } = event.data;
  f.setStatistics(countPassage(f.situation.statistics, { ...passage, atMs: passage.closedAtMs }));
  const read = { passage, journeyId, atMs: event.atMs, decision: null };
  f.put('laneReads', keyOf(passage), read);
}

export function foldLaneDecided(f: Fold, event: EventOf<'lane.decided'>): void {
  const { decision } = event.data;
  const ofLane = Object.values(f.situation.laneOutcomes).filter(
    ({ laneId }) => laneId === decision.laneId,
  );
  for (const before of ofLane) putChanged(f, before, withSuccessor(before, decision.sessionId));
  const [oldest] = ofLane.sort((a, b) => a.decidedAtMs - b.decidedAtMs);
  if (oldest && ofLane.length >= mostOutcomesOfLane) f.drop('laneOutcomes', keyOf(oldest));
  f.put('laneOutcomes', keyOf(decision), outcomeOf(decision, event.atMs));
  tellIncidents(f, decision, event, entryOf(event, { text: decision.result }));
}

/** The desk's last reading of a session is the one that it concluded. */
export function foldLaneChecked(f: Fold, event: EventOf<'lane.checked'>): void {
  const { check } = event.data;
  const outcome = outcomesOfSession(f.situation, check).at(-1);
  if (!outcome) return;
  f.put('laneOutcomes', keyOf(outcome), withCheck(outcome, check, event.atMs));
  tellIncidents(f, outcome, event, entryOf(event, { text: check.result }));
}

export function foldReleaseAsked(f: Fold, event: EventOf<'lane.release-asked'>): void {
  const { check } = event.data;
  const outcome = outcomesOfSession(f.situation, check).at(-1);
  if (!outcome) return;
  f.put('laneOutcomes', keyOf(outcome), withReleaseAsked(outcome, check, event.atMs));
  tellIncidents(f, outcome, event, entryOf(event, { text: askedText(check) }));
}

export function foldLaneFedBack(f: Fold, { data: { feedback } }: EventOf<'lane.fed-back'>): void {
  for (const outcome of outcomesOfSession(f.situation, feedback))
    f.put('laneOutcomes', keyOf(outcome), withFeedback(outcome, feedback));
}

export function foldDeskDecided(f: Fold, event: EventOf<'lane.desk-decided'>): void {
  const { incidentId, decision, statusWord } = event.data;
  const key = keyOf(event.data);
  const read = ownOf(f.situation.laneReads, key);
  if (read) f.put('laneReads', key, { ...read, decision });
  const outcome = ownOf(f.situation.laneOutcomes, key);
  if (outcome) f.put('laneOutcomes', key, withRuling(outcome, decision, statusWord, event.atMs));
  writeOn(f, incidentId, entryOf(event, { text: `${decision.ruling} ${decision.reason}` }));
}

export function foldLaneClock(
  f: Fold,
  event: EventOf<'lane.referral-escalated' | 'lane.referral-expired'>,
): void {
  const outcome = ownOf(f.situation.laneOutcomes, keyOf(event.data));
  if (!outcome) return;
  const escalates = event.type === 'lane.referral-escalated';
  const dueAtMs = escalates ? event.data.expiresAtMs : null;
  f.put(
    'laneOutcomes',
    keyOf(outcome),
    withClock(outcome, escalates ? 'escalate' : 'expire', dueAtMs),
  );
  tellIncidents(f, outcome, event, entryOf(event));
}

function putChanged(f: Fold, before: LaneOutcome, after: LaneOutcome): void {
  if (after !== before) f.put('laneOutcomes', keyOf(after), after);
}

function tellIncidents(
  f: Fold,
  { plate }: { plate: string | null },
  { areas }: DurableEvent,
  entry: TimelineEntry,
): void {
  for (const incident of incidentsOfPlate(f.situation, plate)) {
    if (reachesAllOf(incident, areas)) writeOn(f, incident.id, entry);
  }
}
