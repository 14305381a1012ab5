import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { areasOfTask } from '@ftz/shared/state/incident-circle.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';

/** Which end of a call about a task somebody is: of the command center, or of the crew on the road. */
export type CallSide = 'desk' | 'crew';

/** Null: this task is none of his, or is over: then nobody is to be called about it. */
export function sideOf(
  situation: Situation,
  taskId: string,
  principal: Principal,
): { task: Task; side: CallSide } | null {
  const task = ownOf(situation.tasks, taskId);
  const incident = ownOf(situation.incidents, task?.incidentId ?? '');
  if (!task || !incident || !isTaskOpen(task) || !isIncidentOpen(incident)) return null;
  const areas = areasOfTask(situation, task);
  if (!mayDoInAny(principal, 'situation.read', areas)) return null;
  if (isCrew(task, principal)) return { task, side: 'crew' };
  return mayDoInAny(principal, 'task.issue', areas) ? { task, side: 'desk' } : null;
}

const isCrew = ({ crew }: Task, { accountId }: Principal): boolean =>
  crew.some((member) => member.accountId === accountId);

/** Who is rung from the other side: the crew, or whoever the incident belongs to, else who sent them. */
export function calledFrom(
  situation: Situation,
  { task, side }: { task: Task; side: CallSide },
): string[] {
  if (side === 'desk') return task.crew.map(({ name }) => name);
  const owner = ownOf(situation.incidents, task.incidentId)?.owner ?? null;
  return owner === null ? [task.issuedBy] : [owner.name, task.issuedBy];
}
