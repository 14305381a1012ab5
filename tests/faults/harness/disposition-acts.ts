import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import { abnormalKinds, type Disposition } from '@ftz/shared/contract/disposition.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { pendingDispositionOf } from '@ftz/shared/state/disposition-lifecycle.ts';
import { isIncidentOpen, refusalToClose } from '@ftz/shared/state/incident-lifecycle.ts';
import { keptPieces } from '@ftz/shared/state/kept-evidence.ts';
import { retentionId } from '@ftz/shared/state/kept-until.ts';
import { openRequiredSteps } from '@ftz/shared/state/procedure-selectors.ts';
import { alarmsOfIncident, tasksOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { type Act, actorOf, pickFrom } from './act.ts';

const conclusions = ['confirmed', 'false-alarm', 'nuisance', 'resolved-on-site'];
const ofAct = ['justified', 'not-justified'];
const why = { cause: 'other', note: '', evidence: [] };

/** Most often one in which nothing stands against it any more. */
export function submitDisposition(situation: Situation, random: Random): Act {
  const open = Object.values(situation.incidents).filter(isIncidentOpen);
  if (open.length === 0) return null;
  const ready = open.filter((incident) => isReady(situation, incident));
  const few = ready.length > 0 && random.next() < 0.7 ? ready : open;
  const argument = {
    incidentId: random.pick(few).id,
    conclusion: random.pick(conclusions),
    ...why,
    forcedRestore: 'seen on the spot',
  };
  return { name: 'disposition.submit', argument };
}

function isReady(situation: Situation, incident: Incident): boolean {
  const alarms = alarmsOfIncident(situation, incident.id);
  const tasks = tasksOfIncident(situation, incident.id);
  const steps = openRequiredSteps(situation, incident, { asFalse: true });
  const pending = pendingDispositionOf(situation, incident.id);
  const isFree = pending === undefined || pending.state === 'draft';
  return isFree && refusalToClose(incident, alarms, tasks) === null && steps.length === 0;
}

/** Any of the acts by themselves, most often on something of its own. */
export function proposeDisposition(situation: Situation, random: Random): Act {
  const { laneReads, journeys } = situation;
  const act = random.pick([...abnormalKinds]);
  const readings = Object.keys(laneReads);
  const release = act === 'released-after-mismatch' && readings.length > 0;
  const underWay = Object.values(journeys).filter(({ state }) => state === 'under-way');
  const goods = act === 'journey-written-off' ? underWay.map(({ id }) => id) : [];
  const entityId = release
    ? random.pick(readings)
    : goods.length > 0
      ? random.pick(goods)
      : `E${Math.floor(random.between(0, 30))}`;
  const argument = {
    act,
    entityId,
    area: laneReads[entityId]?.passage.area ?? 'WGQ',
    incidentId: handledIncident(situation, random),
    alreadyDone: random.next() < 0.1,
    ...why,
    conclusion: random.pick(ofAct),
  };
  return { name: 'disposition.propose', argument, by: random.pick(['officer', 'second']) };
}

/** Of an incident that is over; now and then of one that is not. */
export function deleteEvidence(situation: Situation, random: Random): Act {
  const isOver = random.next() < 0.9;
  const kept = Object.values(situation.incidents)
    .filter(({ state }) => (state === 'closed') === isOver)
    .flatMap((incident) => keptPieces(situation, incident).map(({ id }) => ({ incident, id })));
  if (kept.length === 0) return null;
  const { incident, id: entityId } = random.pick(kept);
  const named = { act: 'evidence-deleted', entityId, incidentId: incident.id, area: incident.area };
  const said = { ...why, note: 'shows a bystander', conclusion: 'justified', alreadyDone: false };
  const by = random.pick(['officer', 'second', 'leader'] as const);
  return { name: 'disposition.propose', argument: { ...named, ...said }, by };
}

/** Of an incident that is over, or nearly. */
export function changeRetention({ incidents, atMs }: Situation, random: Random): Act {
  const held = Object.values(incidents).filter(({ clips }) => clips !== undefined);
  const over = held.filter(({ state }) => state === 'closed');
  const few = over.length > 0 ? over : held.slice(0, 1);
  if (few.length === 0) return null;
  const { id: incidentId, area } = random.pick(few);
  const untilMs = atMs + random.pick([-1, 1, 400, 9_000]) * 24 * 3_600_000;
  const named = { act: 'retention-changed', entityId: retentionId(incidentId, untilMs) };
  const said = { ...why, note: 'a court asks', conclusion: 'justified', alreadyDone: false };
  const by = random.pick(['officer', 'second', 'leader'] as const);
  return { name: 'disposition.propose', argument: { ...named, incidentId, area, ...said }, by };
}

/** Most often one of the last in which somebody acted: who had a hand in it is then to be kept out. */
export function handledIncident({ incidents }: Situation, random: Random): string | null {
  const open = Object.values(incidents).filter(isIncidentOpen);
  const acted = open.filter(({ timeline }) => timeline.some(({ accountId }) => accountId !== null));
  const list = acted.length > 0 ? acted.slice(-5) : open;
  return list.length > 0 && random.next() < 0.8 ? random.pick(list).id : null;
}

/** The next step of one that is under way, by whoever is to take it. */
export function onDisposition({ dispositions }: Situation, random: Random): Act {
  const each = pickFrom(
    dispositions,
    random,
    ({ state }) => state.startsWith('second') || state === 'adjudication',
  );
  if (each === null) return null;
  const by = each.state === 'adjudication' ? 'chief' : actorOf(each.second?.name ?? 'officer');
  return { ...nextStep(each, random), by };
}

/** What was concluded is judged anew, where nothing else about its incident is on its way. */
export function amendDisposition(situation: Situation, random: Random): Act {
  const locked = Object.values(situation.dispositions).filter(
    ({ state, subject, incidentId }) =>
      state === 'locked' &&
      subject.kind === 'incident' &&
      pendingDispositionOf(situation, incidentId ?? '') === undefined,
  );
  if (locked.length === 0) return null;
  const { id: dispositionId } = random.pick(locked);
  const argument = { dispositionId, conclusion: random.pick(conclusions), ...why };
  return { name: 'disposition.amend', argument, by: random.pick(['officer', 'second']) };
}

function nextStep({ id, state, subject }: Disposition, random: Random) {
  const dispositionId = id;
  const conclusion = random.pick(subject.kind === 'incident' ? conclusions : ofAct);
  if (random.next() < 0.1)
    return { name: 'disposition.return' as const, argument: { dispositionId, reason: 'unclear' } };
  if (state === 'second-assigned')
    return { name: 'disposition.start' as const, argument: { dispositionId } };
  const argument = { dispositionId, conclusion, ...why };
  return state === 'adjudication'
    ? { name: 'disposition.adjudicate' as const, argument }
    : { name: 'disposition.conclude' as const, argument };
}
