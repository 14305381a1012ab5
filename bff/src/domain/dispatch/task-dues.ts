import type { Severity } from '@ftz/shared/contract/alarm.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Task, TaskDues, TaskKind } from '@ftz/shared/contract/task.ts';
import type { TimeLimits } from '@ftz/shared/contract/time-limits.ts';
import { travelMs, wayM } from '@ftz/shared/geo/travel.ts';
import { isTravelling } from '@ftz/shared/state/task-lifecycle.ts';
import { oneWorkingDayAfter } from './working-day.ts';

/** How much longer than its way a unit may take. */
const arriveMargin = 1.5;
/** Nobody is late for a place next door. */
const leastArriveMs = 3 * 60_000;

type Dues = Partial<TaskDues>;
type AtOnceKind = Exclude<TaskKind, 'follow-up-check'>;

const after = (nowMs: number, seconds: number) => nowMs + seconds * 1000;
const gravity = { 1: 'p1', 2: 'p2', 3: 'p3', 4: 'p4' } as const;

export function duesOfIssue(kind: TaskKind, limits: TimeLimits, nowMs: number): Dues {
  if (kind === 'follow-up-check') return { acceptDueAtMs: oneWorkingDayAfter(nowMs) };
  return {
    acceptDueAtMs: after(nowMs, limits.taskAcceptS[kind]),
    expireDueAtMs: after(nowMs, limits.taskExpireS[kind]),
  };
}

export type Way = { severity: Severity; from: LonLat | null; to: LonLat | null };

/** A patrol has to roll, and then to be there; whoever sits at a desk has to begin. */
export function duesOfAcceptance(
  task: Pick<Task, 'kind' | 'dueAtMs'>,
  limits: TimeLimits,
  way: Way,
  nowMs: number,
): Dues {
  const { kind } = task;
  if (kind === 'follow-up-check') return { reportDueAtMs: task.dueAtMs };
  if (kind !== 'mobile-verification') return duesOfDesk(kind, limits, nowMs);
  return {
    startDueAtMs: after(nowMs, limits.taskRollS[gravity[way.severity]]),
    arriveDueAtMs: arriveDueAtMs(way, nowMs),
  };
}

function duesOfDesk(kind: AtOnceKind, limits: TimeLimits, nowMs: number): Dues {
  if (kind === 'emergency') return { reportDueAtMs: after(nowMs, limits.taskReportS[kind]) };
  return { startDueAtMs: after(nowMs, limits.taskStartS[kind]) };
}

/** Null where nobody knows how far it is. */
export function arriveDueAtMs({ from, to }: Way, nowMs: number): number | null {
  if (from === null || to === null) return null;
  return nowMs + Math.round(Math.max(leastArriveMs, travelMs(wayM(from, to)) * arriveMargin));
}

/** From here on a result is awaited, and from who is on the spot signs of life. */
export function duesOfWork(
  task: Pick<Task, 'kind' | 'dueAtMs'>,
  limits: TimeLimits,
  nowMs: number,
): Dues {
  const { kind } = task;
  if (kind === 'follow-up-check') return { reportDueAtMs: task.dueAtMs };
  const reportDueAtMs = after(nowMs, limits.taskReportS[kind]);
  return isTravelling(kind) ? { reportDueAtMs, ...duesOfLife(limits, nowMs) } : { reportDueAtMs };
}

export function duesOfLife(limits: TimeLimits, nowMs: number): Dues {
  return {
    checkInDueAtMs: after(nowMs, limits.checkInS),
    silentDueAtMs: after(nowMs, limits.officerSilentS),
  };
}
