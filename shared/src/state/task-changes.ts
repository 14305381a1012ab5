import type { DurableEvent } from '#contract/durable-event.ts';
import type { OverdueStep, Task } from '#contract/task.ts';
import type { CrewMember } from '#contract/task-record.ts';
import { noDues, type TaskAct } from './task-lifecycle.ts';

/** Everything that happens to a task after it was issued. */
export type TaskEvent = Exclude<
  Extract<DurableEvent, { type: `task.${string}` }>,
  { type: 'task.issued' | 'task.drafted' }
>;

type Change = { act: TaskAct | null; change: Partial<Task> };

/** Which act an entry is, and what of the task it changes beside the state. */
export function changeBy(task: Task, event: TaskEvent): Change {
  return changeInField(task, event) ?? changeAtDesk(task, event);
}

function changeInField(task: Task, event: TaskEvent): Change | null {
  switch (event.type) {
    case 'task.accepted':
      return { act: 'accept', change: acceptance(task, event) };
    case 'task.crew-joined':
      return { act: 'join', change: { crew: withMember(task.crew, event.data.by) } };
    case 'task.departed':
      return { act: 'depart', change: { ...begun(task, event), departedAtMs: event.atMs } };
    case 'task.arrived':
      return { act: 'arrive', change: { ...begun(task, event, 'arrive'), ...arrivalIn(event) } };
    case 'task.started':
      return { act: 'start', change: { ...begun(task, event), ...startIn(task, event) } };
    case 'task.checked-in':
      return {
        act: 'check-in',
        change: { ...after(task, event, 'check-in'), lastCheckInAtMs: event.atMs },
      };
    case 'task.result-submitted':
      return {
        act: 'submit-result',
        change: { ...noDues, overdue: null, result: event.data.result, submittedAtMs: event.atMs },
      };
    case 'task.suspended': {
      const { reason } = event.data;
      return {
        act: 'suspend',
        change: { ...noDues, overdue: null, suspendedFrom: task.state, reason },
      };
    }
    case 'task.resumed':
      return { act: 'resume', change: { ...event.data.dues, suspendedFrom: null, reason: null } };
    default:
      return changeOfRecord(task, event);
  }
}

/** What is written down during the work. */
function changeOfRecord(task: Task, event: TaskEvent): Change | null {
  switch (event.type) {
    case 'task.evidence-opened': {
      const { evidenceId, by } = event.data;
      const opened = { evidenceId, accountId: by.accountId, atMs: event.atMs };
      return { act: 'open-evidence', change: { openedBy: [...task.openedBy, opened] } };
    }
    case 'task.bookmarked':
      return { act: 'bookmark', change: { bookmarks: [...task.bookmarks, event.data.bookmark] } };
    case 'task.opening-asked':
      return { act: 'ask-opening', change: { opening: openingIn(event) } };
    case 'task.opening-confirmed':
      return { act: 'confirm-opening', change: { opening: confirmedOpening(task, event) } };
    case 'task.seal-scanned':
      return { act: 'scan-seal', change: { seals: scannedSeals(task, event) } };
    case 'task.witnessed':
      return { act: 'record-witness', change: { witness: event.data.witness } };
    default:
      return null;
  }
}

function changeAtDesk(task: Task, event: TaskEvent): Change {
  const { atMs } = event;
  switch (event.type) {
    case 'task.returned':
      return { act: 'return', change: { ...event.data.dues, reason: event.data.reason } };
    case 'task.verified':
      return { act: 'verify', change: { verifiedBy: nameIn(event) } };
    case 'task.done':
      return { act: 'finish', change: { finishedAtMs: atMs } };
    case 'task.declined':
      return ending('decline', atMs, event.data.reason);
    case 'task.cancelled':
      return ending('cancel', atMs, event.data.reason);
    case 'task.expired':
      return ending('expire', atMs, null);
    case 'task.overdue':
      return { act: null, change: { overdue: event.data.overdue } };
    case 'task.late-report':
      return { act: null, change: withLateReport(task, event) };
    default:
      return { act: null, change: {} };
  }
}

const ending = (act: TaskAct, finishedAtMs: number, reason: string | null): Change => ({
  act,
  change: { ...noDues, overdue: null, finishedAtMs, reason },
});

const nameIn = (event: DurableEvent) => (event.actor.kind === 'person' ? event.actor.name : null);

type Event<T extends TaskEvent['type']> = Extract<TaskEvent, { type: T }>;

/** What the entry makes due, and whether a step that was late has now been made. */
function after(
  task: Task,
  event: Event<
    'task.accepted' | 'task.departed' | 'task.arrived' | 'task.started' | 'task.checked-in'
  >,
  ...made: OverdueStep[]
): Partial<Task> {
  const isMade = task.overdue !== null && made.includes(task.overdue.step);
  return { ...event.data.dues, ...(isMade ? { overdue: null } : {}) };
}

const begun = (
  task: Task,
  event: Event<'task.departed' | 'task.arrived' | 'task.started'>,
  ...also: OverdueStep[]
): Partial<Task> => ({ ...after(task, event, 'start', ...also), startDueAtMs: null });

const acceptance = (task: Task, event: Event<'task.accepted'>): Partial<Task> => ({
  acceptDueAtMs: null,
  expireDueAtMs: null,
  ...after(task, event, 'accept'),
  crew: withMember(task.crew, event.data.by),
  acceptedBy: event.data.by.name,
  acceptedAtMs: event.atMs,
});

const arrivalIn = ({ data, atMs }: Event<'task.arrived'>): Partial<Task> => ({
  arriveDueAtMs: null,
  arrival: data.arrival as Task['arrival'],
  arrivedAtMs: atMs,
  lastCheckInAtMs: atMs,
});

const startIn = (task: Task, { data, atMs }: Event<'task.started'>): Partial<Task> => ({
  startedAtMs: task.startedAtMs ?? atMs,
  recordingSinceMs: data.recordingSinceMs ?? task.recordingSinceMs,
});

function withMember(crew: CrewMember[], member: CrewMember): CrewMember[] {
  return crew.some(({ accountId }) => accountId === member.accountId) ? crew : [...crew, member];
}

/** Asked anew, it needs a new yes. */
function openingIn(event: Event<'task.opening-asked'>): Task['opening'] {
  const { what, reason, by } = event.data;
  const confirmed = { confirmedBy: null, confirmedAtMs: null };
  return { what, reason, askedBy: by, askedAtMs: whenDone(event), ...confirmed };
}

function confirmedOpening(task: Task, event: Event<'task.opening-confirmed'>) {
  const { opening } = task;
  if (opening === null) return null;
  return { ...opening, confirmedBy: event.data.by, confirmedAtMs: whenDone(event) };
}

const whenDone = ({ actedAtMs, atMs }: TaskEvent) => actedAtMs ?? atMs;

function scannedSeals({ seals }: Task, { data }: Event<'task.seal-scanned'>): Task['seals'] {
  const { which, sealNo, containerNo, photoIds } = data;
  const before = seals ?? { oldSealNo: null, newSealNo: null, containerNo: null, photoIds: [] };
  return {
    ...before,
    ...(which === 'old' ? { oldSealNo: sealNo } : { newSealNo: sealNo }),
    containerNo: containerNo ?? before.containerNo,
    photoIds: [...before.photoIds, ...photoIds].slice(-12),
  };
}

/** What came too late stands beside the task; only so many, the newest. */
const mostLateReports = 40;
function withLateReport(task: Task, { data }: Event<'task.late-report'>): Partial<Task> {
  return { lateReports: [...task.lateReports, data.report].slice(-mostLateReports) };
}
