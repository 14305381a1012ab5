import type { Alarm } from '#contract/alarm.ts';
import type { AreaId } from '#contract/ids.ts';
import type { Incident, IncidentState, JoinReason, TimelineEntry } from '#contract/incident.ts';
import type { RefusalCode } from '#contract/refusal.ts';
import type { Task } from '#contract/task.ts';
import { isUnacknowledged } from './alarm-lifecycle.ts';
import { isEmergencyOpen } from './emergency-lifecycle.ts';
import { isTaskOpen } from './task-lifecycle.ts';

export type IncidentAct =
  | 'claim'
  | 'release'
  | 'transfer'
  | 'monitor'
  | 'end-monitoring'
  | 'merge'
  | 'unmerge'
  | 'split'
  | 'invite'
  | 'close'
  | 'reopen';

const worked: readonly IncidentState[] = ['assessing', 'acting', 'awaiting-disposition'];
const open: readonly IncidentState[] = ['open', ...worked, 'monitoring'];

/** From which states an act is possible, and where it leads; `same` leaves it where it is. */
const transitions: Record<
  IncidentAct,
  { from: readonly IncidentState[]; to: IncidentState | 'same' }
> = {
  claim: { from: open, to: 'same' },
  release: { from: ['assessing'], to: 'open' },
  transfer: { from: open, to: 'same' },
  monitor: { from: ['assessing', 'awaiting-disposition'], to: 'monitoring' },
  'end-monitoring': { from: ['monitoring'], to: 'assessing' },
  merge: { from: open, to: 'merged' },
  unmerge: { from: ['merged'], to: 'same' },
  split: { from: open, to: 'same' },
  invite: { from: open, to: 'same' },
  close: { from: open, to: 'closed' },
  reopen: { from: ['closed'], to: 'assessing' },
};

export function mayIncident(incident: Incident, act: IncidentAct): boolean {
  return transitions[act].from.includes(incident.state);
}

/** Where the act leads; what nobody has assessed yet is assessed once somebody owns it. */
export function stateAfter(incident: Incident, act: IncidentAct): IncidentState {
  const { to } = transitions[act];
  if (act === 'claim' && incident.state === 'open') return 'assessing';
  return to === 'same' ? incident.state : to;
}

/**
 * A merge is a slip of the hand while it is new, and taken back by the hand that made it. What is found
 * out later is split off, which hides nothing of what both did since.
 */
export function refusalToUnmerge(
  incident: Incident,
  accountId: string,
  now: { nowMs: number; withinS: number },
): RefusalCode | null {
  if (!mayIncident(incident, 'unmerge')) return 'wrong-state';
  const merge = incident.timeline.findLast(
    ({ type, incidentId }) => type === 'incident.merged' && incidentId === incident.mergedInto,
  );
  const lateMs = now.nowMs - (merge?.atMs ?? 0) - now.withinS * 1_000;
  return merge?.accountId !== accountId || lateMs > 0 ? 'undo-expired' : null;
}

/** Somebody has still to do with it: neither closed, nor gone on in another one. */
export function isIncidentOpen({ state }: Incident): boolean {
  return state !== 'closed' && state !== 'merged';
}

/** An incident closes when nobody is still asked for anything. */
export function refusalToClose(
  incident: Incident,
  alarms: readonly Alarm[],
  tasks: readonly Task[],
): RefusalCode | null {
  if (!mayIncident(incident, 'close')) return 'wrong-state';
  if (isEmergencyOpen(incident.emergency)) return 'emergency-in-force';
  return alarms.some(isUnacknowledged) || tasks.some(isTaskOpen) ? 'open-work' : null;
}

export function withEntry(
  incident: Incident,
  entry: TimelineEntry,
  change: Partial<Incident> = {},
): Incident {
  const next = {
    ...incident,
    ...change,
    version: incident.version + 1,
    changedAtMs: entry.atMs,
    timeline: [...incident.timeline, entry],
  };
  return { ...next, claimLapsesAtMs: claimLapsesAtMs(next, entry) };
}

/** A claim can lapse only while its owner assesses; whatever he does on the incident keeps it. */
function claimLapsesAtMs(next: Incident, { atMs, accountId }: TimelineEntry): number | null {
  const { state, owner, claimHoldsMs, claimLapsesAtMs } = next;
  if (state !== 'assessing' || owner === null || claimHoldsMs === 0) return null;
  const acts = accountId === owner.accountId;
  return acts || claimLapsesAtMs === null ? atMs + claimHoldsMs : claimLapsesAtMs;
}

/** Areas of both, each once, in the order in which they came. */
export function union(some: readonly AreaId[], more: readonly AreaId[]): AreaId[] {
  return [...new Set([...some, ...more])];
}

/** What joins makes the incident as grave, and as wide, as its gravest alarm; watching it is over. */
export function joinedBy(incident: Incident, alarm: Alarm, why: JoinReason[]): Partial<Incident> {
  const graver = alarm.severity < incident.severity;
  return {
    alarms: [...incident.alarms, { alarmId: alarm.id, why }],
    areas: union(incident.areas, [alarm.area]),
    severity: graver ? alarm.severity : incident.severity,
    kind: graver ? alarm.kind : incident.kind,
    point: incident.point ?? alarm.point,
    ...wokenUp(incident),
  };
}

/** An alarm of an incident that is only watched ends the watching. */
export function wokenUp(incident: Incident): Partial<Incident> {
  return incident.state === 'monitoring' ? { state: 'assessing', monitorUntilMs: null } : {};
}

const movedByTasks: readonly IncidentState[] = ['open', ...worked];

/**
 * Where the tasks have brought it: acting while one is open, then waiting for a conclusion; back to
 * assessing when nobody did any of them. What is concluded, or set aside, no word of a task takes up again.
 */
export function stateByTasks(present: IncidentState, tasks: readonly Task[]): IncidentState {
  if (!movedByTasks.includes(present)) return present;
  if (tasks.some(isTaskOpen)) return 'acting';
  if (tasks.some(({ state }) => state === 'done')) return 'awaiting-disposition';
  if (present !== 'acting') return present;
  return tasks.some(({ state }) => state === 'cancelled') ? 'awaiting-disposition' : 'assessing';
}
