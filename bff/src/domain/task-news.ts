import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { PushReason } from '@ftz/shared/contract/push.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { roadTaskKinds, type Task } from '@ftz/shared/contract/task.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { isOffItsUnit } from '@ftz/shared/state/task-lifecycle.ts';

/** Something about a task that somebody on the road has to hear of, also with the phone in the pocket. */
export type TaskNews = { task: Task; reason: PushReason; causedBy: string | null };

const reasonOf: Partial<Record<DurableEvent['type'], PushReason>> = {
  'task.issued': 'issued',
  'task.returned': 'returned',
  'task.overdue': 'overdue',
  'task.cancelled': 'cancelled',
};
const longestMs = 86_400_000;
const usualMs = 3_600_000;

/** What an entry tells those on the road; null: nothing. */
export function newsOfEntry(situation: Situation, event: DurableEvent): TaskNews | null {
  const reason = reasonOf[event.type];
  if (reason === undefined || !('taskId' in event.data || 'task' in event.data)) return null;
  const id = 'task' in event.data ? (event.data.task as Task).id : event.data.taskId;
  const task = ownOf(situation.tasks, id);
  if (!task || !roadTaskKinds.includes(task.kind)) return null;
  const causedBy = event.actor.kind === 'person' ? event.actor.accountId : null;
  return { task, reason, causedBy };
}

/** Tasks that nobody has accepted yet: after a start nobody knows who was told of them. */
export function newsThatWaits({ tasks }: Situation): TaskNews[] {
  return Object.values(tasks)
    .filter(({ kind, state }) => roadTaskKinds.includes(kind) && state === 'issued')
    .map((task) => ({ task, reason: 'issued', causedBy: null }));
}

/**
 * Whether it is for this person: of the crew that accepted the task; before that of those who ride in its
 * unit; and where nobody does, whoever may accept it. Whoever did it himself knows.
 */
export function isNewsFor(
  { accountId, ...rest }: Principal,
  { task, causedBy }: TaskNews,
  situation: Situation,
): boolean {
  if (accountId === causedBy) return false;
  if (!mayDo({ accountId, ...rest }, 'task.accept', task.area)) return false;
  const riders = ownOf(situation.units, task.unitId)?.crew ?? [];
  const asked = task.crew.length > 0 ? task.crew : riders;
  return asked.length === 0 || asked.some((member) => member.accountId === accountId);
}

/** For how long it is worth ringing. */
export function worthForMs({ task, reason }: TaskNews, nowMs: number): number {
  const { expireDueAtMs } = task;
  const isOpen = reason === 'issued' && expireDueAtMs !== null && !isOffItsUnit(task);
  const leftMs = isOpen ? expireDueAtMs - nowMs : usualMs;
  return Math.min(Math.max(leftMs, 0), longestMs);
}
