import type { Situation } from '@ftz/shared/contract/situation.ts';
import { roadTaskKinds, type Task } from '@ftz/shared/contract/task.ts';
import { isOffItsUnit } from '@ftz/shared/state/task-lifecycle.ts';

const finishedShown = 12;
const isFieldTask = ({ kind, state }: Task) => roadTaskKinds.includes(kind) && state !== 'draft';

/** What waits for somebody on the road: the gravest on top, of the same gravity the newest. */
export function openFieldTasks(situation: Situation): Task[] {
  const gravity = ({ incidentId }: Task) => situation.incidents[incidentId]?.severity ?? 5;
  return Object.values(situation.tasks)
    .filter((task) => isFieldTask(task) && !isOffItsUnit(task))
    .sort((a, b) => gravity(a) - gravity(b) || b.issuedAtMs - a.issuedAtMs);
}

/** The newest few of which nothing is left to do here. */
export function finishedFieldTasks(situation: Situation): Task[] {
  return Object.values(situation.tasks)
    .filter((task) => isFieldTask(task) && isOffItsUnit(task))
    .sort((a, b) => endedAtMs(b) - endedAtMs(a))
    .slice(0, finishedShown);
}

const endedAtMs = ({ finishedAtMs, submittedAtMs, issuedAtMs }: Task) =>
  finishedAtMs ?? submittedAtMs ?? issuedAtMs;

/** What is due next, and by when. */
export function nextDue(
  task: Task,
): { what: 'accept' | 'start' | 'arrive' | 'report'; atMs: number } | null {
  const { acceptDueAtMs, startDueAtMs, arriveDueAtMs, reportDueAtMs } = task;
  const dues = {
    accept: acceptDueAtMs,
    start: startDueAtMs,
    arrive: arriveDueAtMs,
    report: reportDueAtMs,
  };
  const open = Object.entries(dues).flatMap(([what, atMs]) =>
    atMs === null ? [] : [{ what: what as keyof typeof dues, atMs }],
  );
  return open.sort((a, b) => a.atMs - b.atMs)[0] ?? null;
}
