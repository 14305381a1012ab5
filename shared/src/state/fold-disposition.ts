import type { Disposition } from '#contract/disposition.ts';
import type { Incident } from '#contract/incident.ts';
import { type DispositionAct, dispositionAfter, isOfIncident } from './disposition-lifecycle.ts';
import type { Fold } from './fold.ts';
import { isIncidentOpen, stateByTasks } from './incident-lifecycle.ts';
import { type EventOf, entryOf, incidentOf, writeOn } from './incident-lines.ts';
import { ownOf } from './own.ts';
import { countConcluded } from './rule-outcomes.ts';
import { tasksOfIncident } from './situation-selectors.ts';

type DispositionEvent = EventOf<
  | 'disposition.drawn'
  | 'disposition.second-lost'
  | 'disposition.started'
  | 'disposition.concluded'
  | 'disposition.returned'
  | 'disposition.adjudicated'
  | 'disposition.in-force'
  | 'disposition.locked'
>;

/** Nobody is at it any more. */
const noSecond = { second: null, secondDueAtMs: null, startedAtMs: null };

/** How entries about dispositions change the situation. */
export const dispositionFolds = {
  'disposition.submitted': foldSubmitted,
  'disposition.first-concluded': foldFirstConcluded,
  'disposition.drawn': (f: Fold, event: EventOf<'disposition.drawn'>) => {
    const { draw, secondDueAtMs } = event.data;
    fold(f, event, 'draw', ({ draws }) => ({
      ...noSecond,
      second: draw.drawn,
      secondDueAtMs,
      waitingFor: null,
      draws: [...draws, draw],
    }));
  },
  'disposition.second-lost': (f: Fold, event: EventOf<'disposition.second-lost'>) =>
    fold(f, event, 'lose-second', () => ({ ...noSecond, waitingFor: event.data.waitingFor })),
  'disposition.started': (f: Fold, event: EventOf<'disposition.started'>) =>
    fold(f, event, 'start', () => ({
      startedAtMs: event.atMs,
      secondDueAtMs: event.data.secondDueAtMs,
    })),
  'disposition.concluded': (f: Fold, event: EventOf<'disposition.concluded'>) => {
    const { first, second, agree } = event.data;
    const change = {
      first,
      secondVerdict: second,
      secondAtMs: event.atMs,
      secondDueAtMs: null,
    };
    fold(f, event, agree ? 'concur' : 'dissent', () => change);
  },
  'disposition.returned': foldReturned,
  'disposition.adjudicated': (f: Fold, event: EventOf<'disposition.adjudicated'>) => {
    const { by, verdict } = event.data;
    fold(f, event, 'adjudicate', () => ({ adjudicator: by, adjudicatedVerdict: verdict }));
  },
  'disposition.in-force': foldInForce,
  'disposition.locked': (f: Fold, event: EventOf<'disposition.locked'>) =>
    fold(f, event, 'lock', () => ({})),
  'disposition.late': foldLate,
  'disposition.attempt-refused': () => undefined,
};

function foldSubmitted(f: Fold, event: EventOf<'disposition.submitted'>): void {
  const { disposition } = event.data;
  f.put('dispositions', disposition.id, disposition);
  writeOn(f, disposition.incidentId, entryOf(event), awaitingIt(f, disposition));
}

/** What may be closed waits for its conclusion; what is closed stays closed while it is amended. */
function awaitingIt(f: Fold, { incidentId, subject }: Disposition): Partial<Incident> {
  const incident = incidentOf(f, incidentId);
  const waits = subject.kind === 'incident' && incident !== undefined && isIncidentOpen(incident);
  return waits ? { state: 'awaiting-disposition' } : {};
}

/** Known to few: the version stays, so that everybody goes on from the same one. */
function foldFirstConcluded(f: Fold, { data }: EventOf<'disposition.first-concluded'>): void {
  const disposition = ownOf(f.situation.dispositions, data.dispositionId);
  if (disposition) f.put('dispositions', disposition.id, { ...disposition, first: data.first });
}

/** Only what people said belongs on the timeline; whether two agreed is told in one word. */
function saidIn(event: DispositionEvent): string | null {
  switch (event.type) {
    case 'disposition.drawn':
      return event.data.draw.drawn.name;
    case 'disposition.concluded':
      return event.data.agree ? 'concur' : 'dissent';
    case 'disposition.returned':
      return event.data.reason;
    default:
      return null;
  }
}

function fold(
  f: Fold,
  event: DispositionEvent,
  act: DispositionAct,
  change: (before: Disposition) => Partial<Disposition>,
  onIncident: Partial<Incident> = {},
): void {
  const { dispositionId, incidentId } = event.data;
  const before = ownOf(f.situation.dispositions, dispositionId);
  if (before) f.put('dispositions', before.id, dispositionAfter(before, act, change(before)));
  // That it is locked follows at once from that it holds.
  if (event.type === 'disposition.locked') return;
  writeOn(f, incidentId, entryOf(event, { text: saidIn(event) }), onIncident);
}

function foldReturned(f: Fold, event: EventOf<'disposition.returned'>): void {
  const { by, reason, incidentId } = event.data;
  const incident = incidentOf(f, incidentId);
  const state =
    incident?.state === 'awaiting-disposition'
      ? { state: stateByTasks('assessing', tasksOfIncident(f.situation, incident.id)) }
      : {};
  const returned = { by, reason, atMs: event.atMs };
  fold(f, event, 'return', () => ({ ...noSecond, returned }), state);
}

function foldInForce(f: Fold, event: EventOf<'disposition.in-force'>): void {
  const { dispositionId, verdict, amends, incidentId } = event.data;
  const { conclusion } = verdict;
  const old = amends === null ? undefined : ownOf(f.situation.dispositions, amends);
  const incident = incidentOf(f, incidentId);
  const changes = old !== undefined && incident !== undefined && isOfIncident(conclusion);
  fold(
    f,
    event,
    'come-into-force',
    () => ({ verdict, inForceAtMs: event.atMs }),
    changes ? { conclusion } : {},
  );
  tellRules(f, event, old);
  if (old)
    f.put(
      'dispositions',
      old.id,
      dispositionAfter(old, 'be-amended', { amendedBy: dispositionId }),
    );
}

function tellRules(
  f: Fold,
  { data: { verdict, outcomes } }: EventOf<'disposition.in-force'>,
  old: Disposition | undefined,
): void {
  if (!isOfIncident(verdict.conclusion)) return;
  const was = old?.verdict?.conclusion;
  const before = was !== undefined && isOfIncident(was) ? was : null;
  for (const outcome of outcomes) {
    const counted = countConcluded(f.situation.statistics, outcome, verdict.conclusion, before);
    f.setStatistics(counted);
  }
}

function foldLate(f: Fold, event: EventOf<'disposition.late'>): void {
  const { dispositionId, incidentId } = event.data;
  const before = ownOf(f.situation.dispositions, dispositionId);
  if (before)
    f.put('dispositions', before.id, { ...before, version: before.version + 1, late: true });
  writeOn(f, incidentId, entryOf(event));
}
