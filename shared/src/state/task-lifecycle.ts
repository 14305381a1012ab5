import type { RefusalCode } from '#contract/refusal.ts';
import type { Task, TaskDues, TaskKind, TaskState } from '#contract/task.ts';
import type { FieldAct, TaskResult } from '#contract/task-record.ts';

/** Whether it is done on the spot: it must be, it may be, or there is no spot to be at. */
const travel: Record<TaskKind, 'must' | 'may' | 'none'> = {
  review: 'none',
  'video-inspection': 'none',
  'mobile-verification': 'must',
  'follow-up-check': 'may',
  emergency: 'may',
};

export type TaskAct =
  | FieldAct
  | 'issue'
  | 'decline'
  | 'cancel'
  | 'return'
  | 'verify'
  | 'finish'
  | 'expire';

const underWay: readonly TaskState[] = ['accepted', 'en-route', 'on-site', 'executing', 'returned'];
const atWork: readonly TaskState[] = ['on-site', 'executing', 'returned'];

/** From which states an act is possible, and where it leads; `null`: it stays where it is. */
const transitions: Record<TaskAct, { from: readonly TaskState[]; to: TaskState | null }> = {
  issue: { from: ['draft'], to: 'issued' },
  accept: { from: ['issued'], to: 'accepted' },
  join: { from: [...underWay, 'suspended'], to: null },
  depart: { from: ['accepted'], to: 'en-route' },
  arrive: { from: ['accepted', 'en-route'], to: 'on-site' },
  start: { from: ['accepted', 'on-site', 'returned'], to: 'executing' },
  'check-in': { from: underWay, to: null },
  'open-evidence': { from: ['accepted', 'executing', 'returned'], to: null },
  bookmark: { from: ['executing', 'returned'], to: null },
  'ask-opening': { from: atWork, to: null },
  'confirm-opening': { from: atWork, to: null },
  'scan-seal': { from: atWork, to: null },
  'record-witness': { from: atWork, to: null },
  suspend: { from: underWay, to: 'suspended' },
  // To where it was suspended from, see `taskAfter`.
  resume: { from: ['suspended'], to: null },
  'submit-result': {
    from: ['accepted', 'on-site', 'executing', 'returned'],
    to: 'result-submitted',
  },
  decline: { from: ['issued', 'accepted'], to: 'declined' },
  // What was reported is verified or sent back: nobody makes a result disappear by calling it off.
  cancel: { from: ['draft', 'issued', 'suspended', ...underWay], to: 'cancelled' },
  return: { from: ['result-submitted'], to: 'returned' },
  verify: { from: ['result-submitted'], to: 'verified' },
  finish: { from: ['verified'], to: 'done' },
  expire: { from: ['issued'], to: 'expired' },
};

const over: readonly TaskState[] = ['done', 'declined', 'expired', 'cancelled'];

/** Somebody is still asked for something: to do it, or to verify what was done. */
export function isTaskOpen({ state }: Pick<Task, 'state'>): boolean {
  return state !== 'draft' && !over.includes(state);
}

/** Its unit has nothing more to do for it. */
export function isOffItsUnit({ state }: Pick<Task, 'state'>): boolean {
  return (
    state === 'draft' ||
    state === 'result-submitted' ||
    state === 'verified' ||
    over.includes(state)
  );
}

export const isTravelling = (kind: TaskKind): boolean => travel[kind] !== 'none';

/** Null when the act is possible now, by its state and its kind. */
export function refusalOfTask(
  task: Pick<Task, 'kind' | 'state' | 'arrivedAtMs'>,
  act: TaskAct,
): RefusalCode | null {
  const { kind, state, arrivedAtMs } = task;
  if (!transitions[act].from.includes(state)) return 'wrong-state';
  if ((act === 'depart' || act === 'arrive') && travel[kind] === 'none') return 'wrong-state';
  const needsPlace = act === 'start' || act === 'submit-result';
  if (needsPlace && travel[kind] === 'must' && arrivedAtMs === null) return 'not-on-site';
  return null;
}

/** A video inspection starts with a recording that runs already. */
export function refusalToStart(
  { kind }: Pick<Task, 'kind'>,
  recordingSinceMs: number | null,
  nowMs: number,
): RefusalCode | null {
  if (kind !== 'video-inspection') return null;
  return recordingSinceMs === null || recordingSinceMs > nowMs ? 'no-recording' : null;
}

/** A new seal goes on when two officers agreed to the opening, and the old one was scanned out. */
export function refusalToScan(
  { opening, seals }: Pick<Task, 'opening' | 'seals'>,
  which: 'old' | 'new',
): RefusalCode | null {
  if (which === 'old') return null;
  if (!opening?.confirmedBy) return 'opening-unconfirmed';
  return seals?.oldSealNo ? null : 'seal-unscanned';
}

/** What is still missing before this result may be submitted; null: nothing. */
export function refusalToSubmit(task: Task, { finding }: TaskResult): RefusalCode | null {
  const refused = refusalOfTask(task, 'submit-result');
  if (refused) return refused;
  switch (task.kind) {
    case 'review':
      return unopenedEvidence(task).length > 0 ? 'evidence-unopened' : null;
    case 'video-inspection':
      return refusalOfInspection(task, finding);
    default:
      return refusalOfOpening(task);
  }
}

/** Listed, and not opened by anybody of the crew. */
export function unopenedEvidence({ evidence, openedBy }: Pick<Task, 'evidence' | 'openedBy'>) {
  return evidence.filter(({ id }) => !openedBy.some(({ evidenceId }) => evidenceId === id));
}

function refusalOfInspection(task: Task, finding: TaskResult['finding']): RefusalCode | null {
  if (task.recordingSinceMs === null) return 'no-recording';
  // A picture that is too poor shows nothing that could be marked.
  const shown = finding === 'insufficient' || task.bookmarks.some((one) => one.finding === finding);
  return shown ? null : 'bookmark-needed';
}

function refusalOfOpening({ opening, witness, seals }: Task): RefusalCode | null {
  const halfScanned = (seals?.oldSealNo ?? null) !== null && (seals?.newSealNo ?? null) === null;
  if (opening === null) return null;
  if (opening.confirmedBy === null) return 'opening-unconfirmed';
  if (witness === null) return 'witness-needed';
  const resealed = (seals?.newSealNo ?? null) !== null;
  return halfScanned || (opening.what === 'cut-seal' && !resealed) ? 'seal-unscanned' : null;
}

/** An insufficient result asks for another action: this one. */
export function nextAction(kind: TaskKind): TaskKind | null {
  switch (kind) {
    case 'review':
      return 'video-inspection';
    case 'video-inspection':
      return 'mobile-verification';
    default:
      return null;
  }
}

export const noDues: TaskDues = {
  acceptDueAtMs: null,
  expireDueAtMs: null,
  startDueAtMs: null,
  arriveDueAtMs: null,
  reportDueAtMs: null,
  checkInDueAtMs: null,
  silentDueAtMs: null,
};

/** A task of which nothing has happened yet. */
export const nothingOfTask = {
  ...noDues,
  suspendedFrom: null,
  note: null,
  followsTaskId: null,
  overdue: null,
  ownerOfficeId: null,
  dueAtMs: null,
  crew: [],
  acceptedBy: null,
  acceptedAtMs: null,
  departedAtMs: null,
  arrivedAtMs: null,
  arrival: null,
  startedAtMs: null,
  lastCheckInAtMs: null,
  evidence: [],
  openedBy: [],
  recordingSinceMs: null,
  bookmarks: [],
  opening: null,
  witness: null,
  seals: null,
  result: null,
  submittedAtMs: null,
  verifiedBy: null,
  finishedAtMs: null,
  reason: null,
  lateReports: [],
} satisfies Partial<Task>;

/** The task after the act; as it was when the act is not possible, since a log tells what happened. */
export function taskAfter(task: Task, act: TaskAct, change: Partial<Task>): Task {
  if (refusalOfTask(task, act) !== null) return task;
  const to = act === 'resume' ? task.suspendedFrom : transitions[act].to;
  return { ...task, ...change, version: task.version + 1, state: to ?? task.state };
}
