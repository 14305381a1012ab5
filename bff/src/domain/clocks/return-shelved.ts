import { dueAtMs, isOpen } from '@ftz/shared/state/alarm-lifecycle.ts';
import { areasOfAlarm } from '@ftz/shared/state/incident-circle.ts';
import type { HouseClock } from './clock.ts';

/** What was shelved comes back by itself when its time is over. */
export const returnShelved: HouseClock = {
  name: 'return-shelved',
  due: ({ situation, limits, nowMs }) =>
    Object.values(situation.alarms)
      .filter(
        (alarm) =>
          alarm.suppression?.how === 'shelved' &&
          nowMs >= alarm.suppression.untilMs &&
          isOpen(alarm),
      )
      .map((alarm) => ({
        type: 'alarm.unshelved' as const,
        areas: areasOfAlarm(situation, alarm),
        actor: { kind: 'machine' as const, name: 'return-shelved' },
        data: {
          alarmId: alarm.id,
          why: 'time-over' as const,
          acknowledgeDueAtMs: dueAtMs(limits.acknowledgeS, alarm.severity, nowMs),
        },
      })),
};
