import type { Alarm } from '#contract/alarm.ts';
import {
  type HandOverItem,
  type HandOverItemKind,
  handOverItemKinds,
} from '#contract/hand-over.ts';
import type { AreaId } from '#contract/ids.ts';
import type { Incident } from '#contract/incident.ts';
import type { Situation } from '#contract/situation.ts';
import type { Task } from '#contract/task.ts';
import { isOpen, isUnacknowledged } from './alarm-lifecycle.ts';
import { isDispositionPending } from './disposition-lifecycle.ts';
import { isIncidentOpen } from './incident-lifecycle.ts';
import { ownOf } from './own.ts';
import { alarmsOfIncident } from './situation-selectors.ts';
import { nextDue } from './task-due.ts';
import { isTaskOpen } from './task-lifecycle.ts';

/** Whose watch it is: these areas, since then, as it stands now. */
export type Watch = {
  accountId: string;
  areas: readonly AreaId[];
  sinceMs: number;
  nowMs: number;
};

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
      owner: incident.owner?.name ?? null,
      unacknowledged: alarms.filter(isUnacknowledged).length,
      sinceMs: incident.openedAtMs,
    };
  });

/** Alarms of an incident are told with it; a device that is silent is told as what it is: blindness. */
const unacknowledged: Lister = (situation, watch) =>
  alarmsOf(situation, watch)
    .filter((alarm) => isUnacknowledged(alarm) && !isBlinding(alarm) && !alarm.suppression)
    .filter(({ incidentId }) => !isIncidentListed(situation, incidentId))
    .map((alarm) => ({ kind: 'unacknowledged', refId: alarm.id, ...aboutAlarm(alarm) }));

/** A temporary silence that the next one does not know of is how plants have burnt down. */
const shelved: Lister = (situation, watch) =>
  alarmsOf(situation, watch).flatMap((alarm) => {
    const { suppression } = alarm;
    if (suppression === null || suppression.outageId !== null) return [];
    return {
      kind: suppression.how,
      refId: alarm.id,
      ...aboutAlarm(alarm),
      text: suppression.reason,
      owner: suppression.by,
      sinceMs: suppression.sinceMs,
      untilMs: suppression.untilMs,
    };
  });

/** Sources that are taken away, or soon will be: each once, however many alarms of it there are. */
const outages: Lister = ({ outages }, { areas }) =>
  Object.values(outages)
    .filter(({ area, endedAtMs, state }) => {
      return endedAtMs === null && state !== 'refused' && areas.includes(area);
    })
    .map((outage) => ({
      kind: outage.how,
      refId: outage.id,
      area: outage.area,
      alarmKind: outage.source.kind,
      subject: outage.source.entityId,
      text: outage.reason,
      owner: (outage.authorised ?? outage.requested).name,
      sinceMs: outage.fromMs,
      untilMs: outage.untilMs,
    }));

const blind: Lister = (situation, watch) =>
  alarmsOf(situation, watch)
    .filter(isBlinding)
    .map((alarm) => ({
      kind: isCamera(alarm) ? 'blind-camera' : 'blind-sensor',
      refId: alarm.id,
      ...aboutAlarm(alarm),
    }));

const tasks: Lister = (situation, watch) =>
  Object.values(situation.tasks)
    .filter(isTaskOpen)
    .filter(({ area, incidentId }) => {
      return watch.areas.includes(area) || liesIn(situation, incidentId, watch.areas);
    })
    .flatMap((task) => {
      const untilMs = task.kind === 'follow-up-check' ? task.dueAtMs : missedDue(task, watch.nowMs);
      if (untilMs === null) return [];
      const incident = ownOf(situation.incidents, task.incidentId);
      return {
        kind: task.kind === 'follow-up-check' ? 'follow-up' : 'overdue-task',
        refId: task.id,
        ...(incident ? aboutIncident(situation, incident) : {}),
        incidentId: task.incidentId,
        owner: task.unitId,
        sinceMs: task.issuedAtMs,
        untilMs,
      };
    });

/** What two people have begun to conclude and have not ended; never what one of them thinks. */
const dispositions: Lister = (situation, { areas }) =>
  Object.values(situation.dispositions)
    .filter(isDispositionPending)
    .filter((disposition) => disposition.areas.some((area) => areas.includes(area)))
    .map((disposition) => {
      const incident = ownOf(situation.incidents, disposition.incidentId ?? '');
      return {
        kind: 'disposition',
        refId: disposition.id,
        area: disposition.areas[0] ?? null,
        ...(incident ? aboutIncident(situation, incident) : {}),
        severity: disposition.severity,
        owner: disposition.author.name,
        sinceMs: disposition.submittedAtMs,
        untilMs: disposition.secondDueAtMs,
      };
    });

/** Somebody was asked something and goes without having read it. */
const mentions: Lister = (situation, watch) =>
  incidentsOf(situation, watch).flatMap((incident) =>
    incident.mentions
      .filter(({ accountId }) => accountId === watch.accountId)
      .map(({ noteSeq, atMs, by, text }) => ({
        kind: 'mention',
        refId: `${incident.id}/${noteSeq}`,
        ...aboutIncident(situation, incident),
        text: text.slice(0, 500),
        owner: by,
        sinceMs: atMs,
      })),
  );

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
  shelved,
  outages,
  blind,
  tasks,
  dispositions,
  mentions,
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

/** When the next thing should have happened that has not; null: it is in time. */
function missedDue(task: Task, nowMs: number): number | null {
  const dueAtMs = nextDue(task)?.dueAtMs ?? null;
  return dueAtMs !== null && dueAtMs < nowMs ? dueAtMs : null;
}

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
