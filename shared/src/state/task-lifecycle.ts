import type { RefusalCode } from '#contract/refusal.ts';
import type { Task, TaskKind, TaskState } from '#contract/task.ts';

/** Time to accept, by kind. */
const acceptWithinMs: Record<TaskKind, number> = {
  review: 120_000,
  'video-inspection': 60_000,
  'mobile-verification': 120_000,
};

export function acceptDueAtMs(kind: TaskKind, issuedAtMs: number): number {
  return issuedAtMs + acceptWithinMs[kind];
}

export type TaskAct = 'accept' | 'arrive' | 'decline' | 'cancel' | 'submit-result';

/** From which states an act is possible, and where it leads. Travel exists only on the road. */
const transitions: Record<TaskAct, { from: TaskState[]; to: TaskState }> = {
  accept: { from: ['issued'], to: 'accepted' },
  arrive: { from: ['accepted'], to: 'on-site' },
  decline: { from: ['issued', 'accepted'], to: 'declined' },
  cancel: { from: ['issued', 'accepted', 'on-site'], to: 'cancelled' },
  'submit-result': { from: ['accepted', 'on-site'], to: 'result-submitted' },
};

export function isTaskOpen(task: Task): boolean {
  return task.state === 'issued' || task.state === 'accepted' || task.state === 'on-site';
}

/** Null when the act is possible now. A patrol reports from the place, so it has to arrive first. */
export function refusalOfTask(task: Task, act: TaskAct): RefusalCode | null {
  const onTheRoad = task.kind === 'mobile-verification';
  if (act === 'arrive' && !onTheRoad) return 'wrong-state';
  if (act === 'submit-result' && onTheRoad && task.state !== 'on-site') return 'wrong-state';
  return transitions[act].from.includes(task.state) ? null : 'wrong-state';
}

export function advanced(task: Task, act: TaskAct, change: Partial<Task>): Task {
  return { ...task, ...change, version: task.version + 1, state: transitions[act].to };
}
