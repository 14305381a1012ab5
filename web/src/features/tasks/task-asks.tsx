import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { OverdueTold, Task } from '@ftz/shared/contract/task.ts';
import { areasOfTask } from '@ftz/shared/state/incident-circle.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import { usePrincipal } from '#api/session.ts';
import { useSite } from '#api/site.ts';
import { select } from '#desk/selection.ts';
import { clockAge } from '#lib/age.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { placeName } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { AskLine } from '#ui/ask-line.tsx';

const roleTold: Partial<Record<Principal['role'], OverdueTold>> = {
  'shift-leader': 'shift-leader',
  'area-head': 'office-head',
  'duty-chief': 'duty-chief',
};
/** How long a task that nobody took is still shown as one for which another has to be sent. */
const expiredShownMs = 30 * 60_000;

/** What tasks want of the person at this desk: a result to verify, a late step, another unit to send. */
export function TaskAsks() {
  const principal = usePrincipal();
  // By the minute: a strip that is told of every second anew is rendered every second.
  const minute = Math.floor(useNow() / 60_000);
  const asks = useSituation((s) => {
    if (!principal) return [];
    return Object.values(s.tasks).filter((task) => {
      if (!mayDoInAny(principal, 'task.verify', areasOfTask(s, task))) return false;
      const isLast = s.incidents[task.incidentId]?.taskIds.at(-1) === task.id;
      return isAsked(task, principal, minute * 60_000, isLast);
    });
  });
  return asks.map((task) => <TaskAsk key={task.id} task={task} />);
}

function isAsked(
  task: Task,
  { accountId, role }: Principal,
  nowMs: number,
  isLast: boolean,
): boolean {
  const isMine = task.issuedById === accountId;
  if (task.state === 'result-submitted') return isMine;
  if (task.state === 'expired') {
    return isMine && isLast && (task.finishedAtMs ?? 0) > nowMs - expiredShownMs;
  }
  if (!isTaskOpen(task) || !task.overdue) return false;
  return isMine || roleTold[role] === task.overdue.told;
}

function TaskAsk({ task }: { task: Task }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const nowMs = useNow();
  const alarmId = useSituation(
    ({ incidents }) => incidents[task.incidentId]?.alarms[0]?.alarmId ?? null,
  );
  const { taskCard } = text;
  const { overdue, state } = task;
  const overdueFor = overdue && clockAge(Math.max(0, nowMs - overdue.sinceMs));
  const late =
    overdue && overdueFor
      ? taskCard.overdue(wordFor(taskCard.clocks, overdue.step), overdueFor)
      : null;
  const toVerify = state === 'result-submitted';
  const title = toVerify ? taskCard.askVerify : late ? taskCard.askOverdue : taskCard.askExpired;
  return (
    <AskLine
      title={title}
      timeLeft={late}
      overdue={!toVerify}
      acts={
        <button
          type="button"
          className="button"
          onClick={() => select({ alarmId, incidentId: task.incidentId })}
        >
          {taskCard.look}
        </button>
      }
    >
      {wordFor(text.task.kinds, task.kind)} · {placeName(site, 'units', task.unitId, language)}
    </AskLine>
  );
}
