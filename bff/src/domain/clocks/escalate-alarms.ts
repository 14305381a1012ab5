import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { escalateDueAtMs, escalationDue, nextLevel } from '@ftz/shared/state/alarm-escalation.ts';
import { areasOfAlarm } from '@ftz/shared/state/incident-circle.ts';
import type { HouseClock } from './clock.ts';

/** An alarm that nobody acknowledges, or that was acknowledged and forgotten, calls the next level. */
export const escalateAlarms: HouseClock = {
  name: 'escalate-alarms',
  due: ({ situation, limits, nowMs }) =>
    lapsedAlarms(situation, nowMs).flatMap((alarm) => {
      const why = escalationDue(situation, alarm, nowMs);
      if (why === null) return [];
      const level = nextLevel(alarm);
      return {
        type: 'alarm.escalated' as const,
        areas: areasOfAlarm(situation, alarm),
        actor: { kind: 'machine' as const, name: 'escalate-alarms' },
        data: {
          alarmId: alarm.id,
          level,
          why,
          reason: null,
          escalateDueAtMs: escalateDueAtMs(limits, alarm, level, nowMs),
        },
      };
    }),
};

/** Of ten thousand alarms almost none: asked first of all, each second, by one number. */
function lapsedAlarms({ alarms }: Situation, nowMs: number): Alarm[] {
  return Object.values(alarms).filter(
    ({ escalateDueAtMs }) => escalateDueAtMs !== null && escalateDueAtMs <= nowMs,
  );
}
