import { scopeEvents } from '@ftz/shared/access/scope-events.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { isOpen, isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import { alarmsOfIncident, tasksOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import { wrongWithTwoPersons } from './two-person-invariants.ts';

/** What must be so whatever happens; each answers what is wrong, in a sentence. */
export type Invariant = {
  name: string;
  /** Asked of every entry, with the situation that follows from it. */
  ofEntry?: (event: DurableEvent, situation: Situation) => string | null;
  /** Asked of the whole picture now and then. */
  ofSituation?: (situation: Situation, nowMs: number) => string | null;
};

const first = <T>(list: Iterable<T>, wrong: (one: T) => boolean, say: (one: T) => string) => {
  for (const one of list) if (wrong(one)) return say(one);
  return null;
};

const stranger: Principal = {
  accountId: 'U-nobody',
  username: 'nobody',
  role: 'duty-officer',
  areas: [],
};

export const invariants: readonly Invariant[] = [
  {
    name: '1 no open alarm without an owner or a running clock',
    ofSituation: ({ alarms, incidents }) =>
      first(
        Object.values(alarms).filter(isOpen),
        (alarm) => {
          const owner = alarm.incidentId === null ? null : incidents[alarm.incidentId]?.owner;
          return !owner && isUnacknowledged(alarm) && !(alarm.acknowledgeDueAtMs > 0);
        },
        ({ id }) => `alarm ${id} belongs to nobody, and no clock runs`,
      ),
  },
  {
    name: '2 no incident closes with an open task',
    ofEntry: (event, situation) => {
      if (event.type !== 'incident.closed') return null;
      return first(
        tasksOfIncident(situation, event.data.incidentId),
        isTaskOpen,
        ({ id }) => `incident ${event.data.incidentId} was closed over task ${id}`,
      );
    },
    ofSituation: (situation) =>
      first(
        Object.values(situation.tasks).filter(isTaskOpen),
        ({ incidentId }) => situation.incidents[incidentId]?.state === 'closed',
        ({ id, incidentId }) => `task ${id} is open in the closed incident ${incidentId}`,
      ),
  },
  {
    name: '3 no abnormal disposition with one signature',
    ofEntry: wrongWithTwoPersons,
  },
  {
    name: '4 every change says who, when and where',
    ofEntry: ({ seq, type, atMs, actor, areas }) => {
      const isSaid = atMs > 0 && (actor.kind === 'machine' ? actor.name : actor.accountId) !== '';
      const isPlaced = areas.length > 0 || type.startsWith('device.');
      return isSaid && isPlaced ? null : `entry ${seq} (${type}) does not say all of it`;
    },
  },
  {
    name: '5 who has no areas is told nothing',
    ofEntry: (event) =>
      event.areas.length > 0 && scopeEvents(stranger, [event]).length > 0
        ? `entry ${event.seq} (${event.type}) reaches a stranger`
        : null,
  },
  {
    name: 'nothing acknowledges itself',
    ofEntry: ({ type, actor, seq }) =>
      type.startsWith('alarm.acknowledged') && actor.kind !== 'person'
        ? `entry ${seq} acknowledges without a person`
        : null,
  },
  {
    name: 'an alarm of a closed incident is over',
    ofEntry: (event, situation) => {
      if (event.type !== 'incident.closed') return null;
      return first(
        alarmsOfIncident(situation, event.data.incidentId),
        isOpen,
        ({ id }) => `alarm ${id} is open in a closed incident`,
      );
    },
  },
  {
    name: 'one open alarm per kind and thing',
    ofSituation: ({ alarms }) => {
      const seen = new Set<string>();
      return first(
        Object.values(alarms).filter(isOpen),
        ({ kind, entityId }) => {
          const key = `${kind}/${entityId}`;
          const twice = seen.has(key);
          seen.add(key);
          return twice;
        },
        ({ kind, entityId }) => `two alarms ${kind} of ${entityId} are open`,
      );
    },
  },
  {
    name: 'every open alarm of P1 to P3 is in an open incident',
    ofSituation: ({ alarms, incidents }) =>
      first(
        Object.values(alarms).filter((alarm) => isOpen(alarm) && alarm.incidentId !== null),
        ({ incidentId }) => {
          const incident = incidents[incidentId ?? ''];
          return incident === undefined || !isIncidentOpen(incident);
        },
        ({ id }) => `alarm ${id} is open and its incident is not`,
      ),
  },
  {
    name: 'areas are those of the zone',
    ofEntry: ({ areas, seq }) =>
      first(
        areas,
        (area) => !areaIds.includes(area),
        (area) => `entry ${seq} names the area ${area}`,
      ),
  },
];
