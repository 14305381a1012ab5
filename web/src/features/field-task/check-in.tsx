import type { Task } from '@ftz/shared/contract/task.ts';
import { clockAge } from '#lib/age.ts';
import { useOutbox } from '#live/phone-outbox.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import type { FieldAct } from './field-act.ts';
import './check-in.css';

/** As the center has settled it; a phone without a connection counts by this. */
const usualEveryMs = 10 * 60_000;

type Props = { task: Task; expected: Task; act: FieldAct['act'] };

/** Whoever works alone in a yard says so every ten minutes; the center misses him when he does not. */
export function CheckIn({ task, expected, act }: Props) {
  const { field } = useText();
  const { acts } = useOutbox();
  const dueAtMs = checkInDueAt(task, expected);
  const leftMs = (dueAtMs ?? 0) - useNow();
  if (dueAtMs === null) return null;
  const isKept = acts.some(({ name, thing }) => name === 'task.check-in' && thing === task.id);
  return (
    <button
      type="button"
      className="button check-in num"
      data-act="check-in"
      data-overdue={leftMs < 0}
      onClick={() => void act('task.check-in', {}, { lane: `check-in/${task.id}` })}
    >
      <b>{field.checkIn}</b>
      <span>
        {leftMs >= 0 ? field.checkInLeft(clockAge(leftMs)) : field.checkInOver(clockAge(-leftMs))}
        {isKept ? ` · ${field.kept}` : null}
      </span>
    </button>
  );
}

/** By the center's word; or, where it has not heard of the last step yet, by the usual time after it. */
export function checkInDueAt(task: Task, expected: Task): number | null {
  const atWork = ['on-site', 'executing', 'returned'].includes(expected.state);
  if (!atWork) return null;
  const lastAtMs = Math.max(expected.arrivedAtMs ?? 0, expected.lastCheckInAtMs ?? 0);
  const heardAtMs = Math.max(task.arrivedAtMs ?? 0, task.lastCheckInAtMs ?? 0);
  if (lastAtMs > heardAtMs || task.checkInDueAtMs === null) return lastAtMs + usualEveryMs;
  return task.checkInDueAtMs;
}
