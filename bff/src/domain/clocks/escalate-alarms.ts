import { escalateDueAtMs, escalationDue, nextLevel } from '@ftz/shared/state/alarm-escalation.ts';
import { areasOfAlarm } from '@ftz/shared/state/incident-circle.ts';
import type { HouseClock } from './clock.ts';

/** An alarm that nobody acknowledges, or that was acknowledged and forgotten, calls the next level. */
export const escalateAlarms: HouseClock = {
  name: 'escalate-alarms',
  due: ({ situation, limits, nowMs }) =>
    Object.values(situation.alarms).flatMap((alarm) => {
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
