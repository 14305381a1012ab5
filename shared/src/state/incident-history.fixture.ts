import fc from 'fast-check';
import type { Actor, DurableDraft, DurableEvent } from '#contract/durable-event.ts';
import type { Incident } from '#contract/incident.ts';
import type { Situation } from '#contract/situation.ts';
import { machine } from './actors.fixture.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { isUnacknowledged } from './alarm-lifecycle.ts';
import { applyDurable } from './apply-durable.ts';
import { exampleIncident } from './incident.fixture.ts';
import { isIncidentOpen, mayIncident, refusalToClose } from './incident-lifecycle.ts';
import { newIncident } from './new-incident.ts';
import { emptySituation } from './situation.ts';
import { alarmsOfIncident, tasksOfIncident } from './situation-selectors.ts';
import { exampleTask } from './task.fixture.ts';
import { isTaskOpen } from './task-lifecycle.ts';

/** One attempt: what, on which of the incidents, with which other one, by whom. */
type Attempt = { act: keyof typeof makers; on: number; with: number; by: string };
type Scene = {
  situation: Situation;
  incident: Incident;
  other: Incident;
  actor: Actor;
  by: string;
};
type Part = Pick<DurableDraft, 'type' | 'data'>;

const holdsMs = 600_000;
const reason = 'x';
const dueMs = 60_000;

/** What each act writes, where the lifecycles allow it; null: it is refused. */
const makers = {
  claim: ({ incident }) =>
    mayIncident(incident, 'claim') && !incident.owner
      ? part('incident.claimed', { incidentId: incident.id, holdsMs })
      : null,
  release: ({ incident, situation, by }) =>
    mayIncident(incident, 'release') && incident.owner?.accountId === by
      ? part('incident.released', { incidentId: incident.id, unownedDueAtMs: due(situation) })
      : null,
  lapse: ({ incident, situation }) =>
    incident.claimLapsesAtMs !== null && incident.owner
      ? part('incident.claim-lapsed', {
          incidentId: incident.id,
          owner: incident.owner.name,
          unownedDueAtMs: due(situation),
        })
      : null,
  offer: ({ incident, situation, by }) =>
    mayIncident(incident, 'transfer') && incident.owner && incident.owner.accountId !== by
      ? part('incident.transfer-offered', {
          incidentId: incident.id,
          offer: {
            to: by,
            toName: by,
            by: incident.owner.accountId,
            byName: incident.owner.name,
            dueAtMs: due(situation),
          },
        })
      : null,
  accept: ({ incident, by }) =>
    incident.offer?.to === by
      ? part('incident.transfer-accepted', { incidentId: incident.id, holdsMs })
      : null,
  decline: ({ incident, by }) =>
    incident.offer?.to === by
      ? part('incident.transfer-declined', { incidentId: incident.id })
      : null,
  expire: ({ incident }) =>
    incident.offer
      ? part('incident.transfer-returned', { incidentId: incident.id, to: incident.offer.byName })
      : null,
  monitor: ({ incident, situation }) =>
    mayIncident(incident, 'monitor') && incident.owner && !isBusy(situation, incident)
      ? part('incident.monitored', { incidentId: incident.id, untilMs: due(situation), reason })
      : null,
  'end-monitoring': ({ incident }) =>
    mayIncident(incident, 'end-monitoring')
      ? part('incident.monitoring-ended', { incidentId: incident.id })
      : null,
  // Its fold refuses by itself what is not possible: it is told in any state.
  merge: ({ incident, other }) =>
    part('incident.merged', {
      incidentId: incident.id,
      intoId: other.id,
      reason,
      holdsMs,
      revealed: [],
    }),
  unmerge: ({ incident, situation }) => {
    const into = situation.incidents[incident.mergedInto ?? ''];
    if (!into || !isIncidentOpen(into)) return null;
    const back = into.alarms.filter(
      ({ alarmId }) =>
        situation.alarms[alarmId]?.incidentId === into.id &&
        incident.alarms.some((one) => one.alarmId === alarmId),
    );
    if (back.length === 0 || back.length === into.alarms.length) return null;
    return part('incident.unmerged', {
      incidentId: incident.id,
      intoId: into.id,
      reason,
      unownedDueAtMs: due(situation),
      revealed: null,
    });
  },
  split: ({ incident, situation, by }) => {
    const [first, ...rest] = incident.alarms;
    const gravest = situation.alarms[first?.alarmId ?? ''];
    if (!mayIncident(incident, 'split') || !first || rest.length === 0 || !gravest) return null;
    const why = [{ code: 'split' as const, value: incident.id }];
    const id = `I${Object.keys(situation.incidents).length + 1}`;
    const taken = newIncident(id, gravest, [{ alarmId: first.alarmId, why }], situation.atMs);
    const owner = { accountId: by, name: by, sinceMs: situation.atMs };
    return part('incident.split', {
      incidentId: incident.id,
      reason,
      incident: { ...taken, state: 'assessing', owner, claimHoldsMs: holdsMs },
    });
  },
  close: ({ incident, situation }) => {
    const alarms = alarmsOfIncident(situation, incident.id);
    const refused = refusalToClose(incident, alarms, tasksOfIncident(situation, incident.id));
    if (refused) return null;
    return part('incident.closed', {
      incidentId: incident.id,
      conclusion: 'confirmed',
      note: '',
    });
  },
  reopen: ({ incident }) =>
    mayIncident(incident, 'reopen')
      ? part('incident.reopened', { incidentId: incident.id, reason, holdsMs })
      : null,
  acknowledge: ({ incident, situation }) => {
    const alarm = alarmsOfIncident(situation, incident.id).find(isUnacknowledged);
    if (!alarm) return null;
    return part('alarm.acknowledged', {
      alarmId: alarm.id,
      reason: null,
      progressDueAtMs: due(situation),
    });
  },
  dispatch: ({ incident, situation }) => {
    if (!isIncidentOpen(incident)) return null;
    const id = `T${Object.keys(situation.tasks).length + 1}`;
    const task = exampleTask({ id, incidentId: incident.id });
    return part('task.issued', { task, revealed: null });
  },
  'call-off': ({ incident, situation }) => {
    const task = tasksOfIncident(situation, incident.id).find(isTaskOpen);
    if (!task) return null;
    return part('task.cancelled', { taskId: task.id, incidentId: task.incidentId, reason });
  },
} satisfies Record<string, (scene: Scene) => Part | null>;

function part<T extends DurableDraft['type']>(
  type: T,
  data: Extract<DurableDraft, { type: T }>['data'],
): Part {
  return { type, data } as Part;
}

const due = ({ atMs }: Situation) => atMs + dueMs;

const isBusy = (situation: Situation, { id }: Incident) =>
  alarmsOfIncident(situation, id).some(isUnacknowledged) ||
  tasksOfIncident(situation, id).some(isTaskOpen);

const byClock: readonly Attempt['act'][] = ['lapse', 'expire', 'end-monitoring'];

/** Three incidents, two alarms in the first two of them. */
function opening(): Part[] {
  const alarmsOf = { I1: ['A1', 'A2'], I2: ['A3', 'A4'], I3: ['A5'] };
  return Object.entries(alarmsOf).flatMap(([incidentId, ids]) => [
    ...ids.map((id) =>
      part('alarm.raised', { alarm: exampleAlarm({ id, incidentId, entityId: id }) }),
    ),
    part('incident.opened', {
      incident: exampleIncident({
        id: incidentId,
        alarms: ids.map((alarmId) => ({ alarmId, why: [{ code: 'first' }] })),
      }),
    }),
  ]);
}

/** What the attempts come to, with the situation before and after each entry. */
export type Step = { before: Situation; event: DurableEvent; after: Situation };

export function play(attempts: readonly Attempt[]): Step[] {
  const steps: Step[] = [];
  let situation = emptySituation();
  const write = ({ type, data }: Part, actor: Actor) => {
    const seq = steps.length + 1;
    const event = { type, data, actor, areas: ['WGQ'], seq, atMs: seq * 1_000 } as DurableEvent;
    const after = applyDurable(situation, event);
    steps.push({ before: situation, event, after });
    situation = after;
  };
  for (const each of opening()) write(each, machine);
  for (const { act, on, with: second, by } of attempts) {
    const incidents = Object.values(situation.incidents);
    const incident = incidents[on % incidents.length];
    const other = incidents[second % incidents.length];
    if (!incident || !other) continue;
    const person: Actor = { kind: 'person', accountId: by, name: by };
    const actor = byClock.includes(act) ? machine : person;
    const made = makers[act]({ situation, incident, other, actor, by });
    if (made) write(made, actor);
  }
  return steps;
}

export const attempts: fc.Arbitrary<Attempt[]> = fc.array(
  fc.record({
    act: fc.constantFrom(...(Object.keys(makers) as Attempt['act'][])),
    on: fc.nat({ max: 11 }),
    with: fc.nat({ max: 11 }),
    by: fc.constantFrom('U1', 'U2', 'U3'),
  }),
  { minLength: 20, maxLength: 80 },
);
