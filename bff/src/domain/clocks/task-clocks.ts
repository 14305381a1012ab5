import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Overdue, Task } from '@ftz/shared/contract/task.ts';
import type { TimeLimits } from '@ftz/shared/contract/time-limits.ts';
import { areasOfTask } from '@ftz/shared/state/incident-circle.ts';
import { dueSteps } from '@ftz/shared/state/task-due.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import type { CommandWorld } from '#domain/commands/command-decision.ts';
import type { HouseClock } from './clock.ts';

const actor: Actor = { kind: 'machine', name: 'task-clocks' };

/**
 * A step that is late is told: to the issuer, then to the shift leader; of a follow-up check to the head of its
 * office, then to the duty chief. Nothing ends by that. Only a task that nobody ever accepted
 * expires, so that the desk sends somebody else.
 */
export const taskClocks: HouseClock = {
  name: 'tasks',
  due: (world) => Object.values(world.situation.tasks).flatMap((task) => dueOf(task, world)),
};

function dueOf(task: Task, world: CommandWorld): DurableDraft[] {
  if (!isTaskOpen(task)) return [];
  const common = { areas: areasOfTask(world.situation, task), actor };
  const ref = { taskId: task.id, incidentId: task.incidentId };
  if (task.state === 'issued' && isPast(task.expireDueAtMs, world)) {
    return [{ type: 'task.expired', ...common, data: ref }];
  }
  const overdue = toTell(task, world);
  return overdue ? [{ type: 'task.overdue', ...common, data: { ...ref, overdue } }] : [];
}

const isPast = (dueAtMs: number | null, { nowMs }: CommandWorld) =>
  dueAtMs !== null && nowMs >= dueAtMs;

/** What has to be told now; null: nothing, or it has been. */
function toTell(task: Task, { limits, nowMs }: CommandWorld): Overdue | null {
  const steps = dueSteps(task);
  const { overdue } = task;
  if (overdue && steps.some(({ step }) => step === overdue.step)) {
    const isNext = overdue.nextDueAtMs !== null && nowMs >= overdue.nextDueAtMs;
    return isNext ? toldAbove(task, overdue, limits) : null;
  }
  const [late] = steps
    .filter(({ dueAtMs }) => nowMs >= dueAtMs)
    .sort((a, b) => a.dueAtMs - b.dueAtMs);
  if (!late) return null;
  const { step, dueAtMs: sinceMs } = late;
  const nextS = isFollowUp(task) ? limits.followUpHeadS : limits.taskEscalateS;
  // Who was away when it became late is told of it first all the same, and the next one right after.
  return { step, told: 'issuer', sinceMs, nextDueAtMs: sinceMs + nextS * 1000 };
}

const isFollowUp = ({ kind }: Task) => kind === 'follow-up-check';

function toldAbove(task: Task, overdue: Overdue, limits: TimeLimits): Overdue {
  if (!isFollowUp(task)) return { ...overdue, told: 'shift-leader', nextDueAtMs: null };
  const nextDueAtMs = overdue.sinceMs + limits.followUpChiefS * 1000;
  return overdue.told === 'issuer'
    ? { ...overdue, told: 'office-head', nextDueAtMs }
    : { ...overdue, told: 'duty-chief', nextDueAtMs: null };
}
