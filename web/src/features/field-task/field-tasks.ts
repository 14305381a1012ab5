import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';

const finishedShown = 12;
const isFieldTask = (task: Task) => task.kind === 'mobile-verification';

/** What waits for somebody on the road: unanswered first, then the oldest. */
export function openFieldTasks(situation: Situation): Task[] {
  return Object.values(situation.tasks)
    .filter((task) => isFieldTask(task) && isTaskOpen(task))
    .sort((a, b) => rank(a) - rank(b) || a.issuedAtMs - b.issuedAtMs);
}

function rank(task: Task): number {
  return task.state === 'issued' ? 0 : 1;
}

/** The newest few that are over. */
export function finishedFieldTasks(situation: Situation): Task[] {
  return Object.values(situation.tasks)
    .filter((task) => isFieldTask(task) && !isTaskOpen(task))
    .sort((a, b) => (b.finishedAtMs ?? 0) - (a.finishedAtMs ?? 0))
    .slice(0, finishedShown);
}
