import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { refusalOfTask } from '@ftz/shared/state/task-lifecycle.ts';

/** What this person may do with a task from a desk now. */
export function deskActsOf(task: Task, principal: Principal) {
  const { kind, state } = task;
  const may = (act: 'task.accept' | 'task.cancel' | 'task.verify') =>
    mayDo(principal, act, task.area);
  const isCrew = task.crew.some(({ accountId }) => accountId === principal.accountId);
  const isOfDesk = kind === 'review' || kind === 'video-inspection';
  const mayStart = isCrew && kind === 'video-inspection' && state === 'accepted';
  return {
    send: state === 'draft' && may('task.verify'),
    accept: isOfDesk && state === 'issued' && may('task.accept'),
    start: mayStart,
    answer: isOfDesk && isCrew && !mayStart && refusalOfTask(task, 'submit-result') === null,
    verify: state === 'result-submitted' && may('task.verify'),
    cancel: state !== 'draft' && refusalOfTask(task, 'cancel') === null && may('task.cancel'),
  };
}
