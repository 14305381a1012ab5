import type { Alarm } from '#contract/alarm.ts';
import {
  type HandOverItem,
  type HandOverItemKind,
  handOverItemKinds,
} from '#contract/hand-over.ts';
import type { AreaId } from '#contract/ids.ts';
import type { Incident } from '#contract/incident.ts';
import type { Situation } from '#contract/situation.ts';
import { isOpen, isUnacknowledged } from './alarm-lifecycle.ts';
import { isIncidentOpen } from './incident-lifecycle.ts';
import { ownOf } from './own.ts';
import { alarmsOfIncident } from './situation-selectors.ts';
import { nextDue } from './task-due.ts';
import { isTaskOpen } from './task-lifecycle.ts';

/** Whose watch it is: these areas, since then, as it stands now. */
export type Watch = { areas: readonly AreaId[]; sinceMs: number; nowMs: number };

type Draft = Partial<HandOverItem> & { kind: HandOverItemKind; refId: string };
type Lister = (situation: Situation, watch: Watch) => Draft[];

/**
 * What the next one has to know, read from the fold of the log alone: who drafts it from the same
 * entries drafts the same. Listed in the order of reading, the gravest and the oldest first.
 */
export function draftHandOver(situation: Situation, watch: Watch): HandOverItem[] {
  const items = listers.flatMap((list) => list(situation, watch)).map(itemOf);
  const rank = ({ kind }: HandOverItem) => handOverItemKinds.indexOf(kind);
  return items.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.severity ?? 9) - (b.severity ?? 9) ||
      (a.sinceMs ?? 0) - (b.sinceMs ?? 0) ||
      a.key.localeCompare(b.key),
  );
}

function itemOf(draft: Draft): HandOverItem {
  return {
    key: `${draft.kind}/${draft.refId}`,
    incidentId: null,
    area: null,
    severity: null,
    alarmKind: null,
    subject: null,
    text: null,
    owner: null,
    unacknowledged: 0,
    sinceMs: null,
    untilMs: null,
    isNew: false,
    tickedAtMs: null,
    ...draft,
  };
}

const openIncidents: Lister = (situation, watch) =>
  incidentsOf(situation, watch).map((incident) => {
    const alarms = alarmsOfIncident(situation, incident.id);
    return {
      kind: 'open-incident',
      refId: incident.id,
      ...aboutIncident(situation, incident),
      owner: incident.owner,
      unacknowledged: alarms.filter(isUnacknowledged).length,
      sinceMs: incident.openedAtMs,
    };
  });

/** Alarms of an incident are told with it; a device that is silent is told as what it is: blindness. */
const unacknowledged: Lister = (situation, watch) =>
  alarmsOf(situation, watch)
    .filter((alarm) => isUnacknowledged(alarm) && !isBlinding(alarm))
    .filter(({ incidentId }) => !isIncidentListed(situation, incidentId))
    .map((alarm) => ({ kind: 'unacknowledged', refId: alarm.id, ...aboutAlarm(alarm) }));

const blind: Lister = (situation, watch) =>
  alarmsOf(situation, watch)
    .filter(isBlinding)
    .map((alarm) => ({
      kind: isCamera(alarm) ? 'blind-camera' : 'blind-sensor',
      refId: alarm.id,
      ...aboutAlarm(alarm),
    }));

const overdueTasks: Lister = (situation, { areas, nowMs }) =>
  Object.values(situation.tasks)
    .filter((task) => isTaskOpen(task) && (nextDue(task)?.dueAtMs ?? nowMs) < nowMs)
    .filter((task) => areas.includes(task.area) || liesIn(situation, task.incidentId, areas))
    .map((task) => {
      const incident = ownOf(situation.incidents, task.incidentId);
      return {
        kind: 'overdue-task',
        refId: task.id,
        ...(incident ? aboutIncident(situation, incident) : {}),
        incidentId: task.incidentId,
        owner: task.unitId,
        sinceMs: task.issuedAtMs,
        untilMs: nextDue(task)?.dueAtMs ?? null,
      };
    });

const notes: Lister = ({ shiftNotes }, { areas, sinceMs }) =>
  Object.values(shiftNotes)
    .filter((note) => note.atMs >= sinceMs && note.areas.some((area) => areas.includes(area)))
    .map((note) => ({
      kind: 'note',
      refId: note.id,
      text: note.text,
      owner: note.by,
      sinceMs: note.atMs,
    }));

/** Whoever takes over has heard every tone of his desk before he needs it. */
const soundTest: Lister = () => [{ kind: 'sound-test', refId: 'desk' }];

const listers: readonly Lister[] = [
  openIncidents,
  unacknowledged,
  blind,
  overdueTasks,
  notes,
  soundTest,
];

function incidentsOf({ incidents }: Situation, { areas }: Watch): Incident[] {
  return Object.values(incidents).filter(
    (incident) => isIncidentOpen(incident) && incident.areas.some((area) => areas.includes(area)),
  );
}

function alarmsOf({ alarms }: Situation, { areas }: Watch): Alarm[] {
  return Object.values(alarms).filter((alarm) => isOpen(alarm) && areas.includes(alarm.area));
}

function isIncidentListed({ incidents }: Situation, incidentId: string | null): boolean {
  const incident = incidentId === null ? undefined : ownOf(incidents, incidentId);
  return incident !== undefined && isIncidentOpen(incident);
}

function liesIn({ incidents }: Situation, incidentId: string, areas: readonly AreaId[]): boolean {
  return ownOf(incidents, incidentId)?.areas.some((area) => areas.includes(area)) ?? false;
}

const isBlinding = ({ kind, returnedAtMs }: Alarm) =>
  kind === 'device-lost' && returnedAtMs === null;

/** A camera is the nearest one to itself; all of an area's go by one name. */
const isCamera = ({ entityId, cameraIds }: Alarm) =>
  cameraIds.includes(entityId) || entityId.startsWith('cameras/');

function aboutAlarm(alarm: Alarm): Partial<HandOverItem> {
  return {
    incidentId: alarm.incidentId,
    area: alarm.area,
    severity: alarm.severity,
    alarmKind: alarm.kind,
    subject: alarm.plate ?? alarm.entityId,
    owner: alarm.acknowledgedBy,
    unacknowledged: isUnacknowledged(alarm) ? 1 : 0,
    sinceMs: alarm.raisedAtMs,
  };
}

function aboutIncident(situation: Situation, incident: Incident): Partial<HandOverItem> {
  const [first] = alarmsOfIncident(situation, incident.id);
  return {
    incidentId: incident.id,
    area: incident.area,
    severity: incident.severity,
    alarmKind: incident.kind,
    subject: first ? (first.plate ?? first.entityId) : null,
  };
}
