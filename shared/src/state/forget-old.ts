import type { Disposition } from '#contract/disposition.ts';
import type { UpstreamOrder } from '#contract/order.ts';
import type { Situation } from '#contract/situation.ts';
import { awaitsReview } from './emergency-lifecycle.ts';
import type { Fold } from './fold.ts';
import { forgetMergedElsewhere, forgetUnseen } from './forget-unseen.ts';
import { journeysInQuestion, staysUntilMs } from './journey-keeping.ts';
import { losesEvidence } from './kept-evidence.ts';
import { isOutageOpen } from './outage-lifecycle.ts';
import { isTaskOpen } from './task-lifecycle.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** A condition that still lasts is remembered longer: forgetting it would raise it anew. */
const keptMs = {
  closed: 12 * hourMs,
  lasting: 7 * 24 * hourMs,
  answered: hourMs,
  played: hourMs,
  noted: 36 * hourMs,
  rostered: 7 * 24 * hourMs,
  handedOver: 7 * 24 * hourMs,
};
const mostDocuments = 1_000;
const mostRulings = 500;
const mostReadings = 1_500;

/**
 * Whether the log has come into another minute: often enough to forget, and seldom enough to look at
 * everything. Told from the log's own time, so that folding again forgets the same.
 */
export function isNewMinute(beforeMs: number, atMs: number): boolean {
  return Math.floor(atMs / minuteMs) > Math.floor(beforeMs / minuteMs);
}

/** Drops what nobody works on any more, so that a snapshot stays small; the log keeps everything. */
export function forgetOld(fold: Fold, atMs: number): void {
  const closedBefore = atMs - keptMs.closed;
  forgetMergedElsewhere(fold);
  fold.forget(
    'incidents',
    (i) =>
      i.closedAtMs === null ||
      i.closedAtMs > closedBefore ||
      awaitsReview(i.emergency) ||
      losesEvidence(fold.situation, i),
  );
  fold.forget('alarms', (alarm) => {
    const kept = alarm.returnedAtMs === null ? keptMs.lasting : keptMs.closed;
    return alarm.state !== 'normal' || alarm.lastRaisedAtMs > atMs - kept;
  });
  fold.forget('laneOutcomes', (outcome) => {
    // What nobody decided has an alarm that ends when somebody does. And no late answer shortens the time: a page
    // that hears it as the first entry of a minute would forget at once what others keep for a minute more.
    const { state, checked, releasedAtMs } = outcome;
    const isOwed = state === 'expired' || checked !== null || releasedAtMs !== null;
    const kept = isOwed ? keptMs.closed : keptMs.answered;
    return outcome.decidedAtMs > atMs - kept;
  });
  const before = { closed: closedBefore, played: atMs - keptMs.played };
  fold.forget('orders', (order) => isOrderKept(order, before));
  const { documents, rulings } = fold.situation;
  const issuedAt = Object.values(documents).map(({ issuedAtMs }) => issuedAtMs);
  const ruledAt = Object.values(rulings).map(({ ruledAtMs }) => ruledAtMs);
  const [issuedFrom, ruledFrom] = [
    oldestKept(issuedAt, mostDocuments),
    oldestKept(ruledAt, mostRulings),
  ];
  fold.forget('documents', ({ issuedAtMs }) => issuedAtMs >= issuedFrom);
  fold.forget('rulings', ({ ruledAtMs }) => ruledAtMs >= ruledFrom);
  const { incidents } = fold.situation;
  fold.forget('procedures', ({ incidentId }) => Object.hasOwn(incidents, incidentId));
  fold.forget('shiftNotes', (note) => note.atMs > atMs - keptMs.noted);
  fold.forget('roster', (slot) => slot.endsAtMs > atMs - keptMs.rostered);
  fold.forget('handOvers', (h) => (h.finishedAtMs ?? atMs) > atMs - keptMs.handedOver);
  fold.forget(
    'outages',
    (o) => isOutageOpen(o) || (o.endedAtMs ?? o.refused?.atMs ?? 0) > closedBefore,
  );
  fold.forget('floods', ({ report }) => report === null || report.endedAtMs > closedBefore);
  fold.forget('tasks', (t) => isTaskOpen(t) || Object.hasOwn(incidents, t.incidentId));
  fold.forget('deviceOrders', (o) => o.finishedAtMs === null || o.finishedAtMs > closedBefore);
  fold.forget('dispositions', (d) => isDispositionKept(d, incidents, closedBefore));
  forgetJourneys(fold, atMs);
  forgetReadings(fold, atMs);
  forgetUnseen(fold);
  const { alarms } = fold.situation;
  fold.forget('seenAlarms', ({ alarmId }) => Object.hasOwn(alarms, alarmId));
  fold.forget('inspections', ({ incidentId }) => Object.hasOwn(incidents, incidentId));
  fold.forget('sealStories', ({ steps }) => (steps.at(-1)?.atMs ?? 0) > closedBefore);
}

/** What an open alarm is about stays, as long as it is evidence; who sees no such alarm is told, see `journey.kept`. */
function forgetJourneys(fold: Fold, atMs: number): void {
  const inQuestion = journeysInQuestion(fold.situation);
  fold.forget('journeys', (journey) => inQuestion.has(journey.id) || staysUntilMs(journey) > atMs);
}

function forgetReadings(fold: Fold, atMs: number): void {
  const readings = Object.values(fold.situation.laneReads);
  const from = oldestKept(
    readings.map(({ atMs }) => atMs),
    mostReadings,
  );
  fold.forget('laneReads', (read) => {
    const isOfJourney = read.journeyId !== null || read.decision !== null;
    const kept = isOfJourney ? keptMs.closed : keptMs.answered;
    return read.atMs >= from && read.atMs > atMs - kept;
  });
}

/** What is only played through is not worked on after an hour. */
function isOrderKept(
  { state, status, changedAtMs }: UpstreamOrder,
  before: { closed: number; played: number },
): boolean {
  if (status !== 'Actual') return changedAtMs > before.played;
  return state === 'open' || changedAtMs > before.closed;
}

/** With its incident; a pending one of an act by itself for as long as it is pending. */
function isDispositionKept(
  { state, subject, incidentId, submittedAtMs, inForceAtMs }: Disposition,
  incidents: Situation['incidents'],
  closedBefore: number,
): boolean {
  if (incidentId !== null && subject.kind === 'incident')
    return Object.hasOwn(incidents, incidentId);
  if (state === 'draft') return submittedAtMs > closedBefore;
  return inForceAtMs === null || inForceAtMs > closedBefore;
}

/** From when on the newest `most` are; what is older is dropped. */
function oldestKept(times: number[], most: number): number {
  if (times.length <= most) return 0;
  return times.sort((a, b) => b - a)[most - 1] ?? 0;
}
