import type { OverdueStep, Task } from '#contract/task.ts';

/** A step that is awaited, and by when. */
export type DueStep = { step: OverdueStep; dueAtMs: number };

/** Which due stands for which step. A task awaits only what its state leaves open, the rest is null. */
export function dueSteps(task: Task): DueStep[] {
  const all: [OverdueStep, number | null][] = [
    ['accept', task.acceptDueAtMs],
    ['start', task.startDueAtMs],
    ['arrive', task.arriveDueAtMs],
    ['report', task.reportDueAtMs],
    ['check-in', task.checkInDueAtMs],
  ];
  return all.flatMap(([step, dueAtMs]) => (dueAtMs === null ? [] : [{ step, dueAtMs }]));
}

/** What is awaited next; null: nothing is. */
export function nextDue(task: Task): DueStep | null {
  return dueSteps(task).sort((a, b) => a.dueAtMs - b.dueAtMs)[0] ?? null;
}
