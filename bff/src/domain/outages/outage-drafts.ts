import type { Actor, DurableDraft, DurablePayload } from '@ftz/shared/contract/durable-event.ts';
import type { Outage } from '@ftz/shared/contract/outage.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { TimeLimits } from '@ftz/shared/contract/time-limits.ts';
import { dueAtMs, isOpen } from '@ftz/shared/state/alarm-lifecycle.ts';
import { areasOfAlarm } from '@ftz/shared/state/incident-circle.ts';
import {
  alarmsHeldBy,
  alarmsTakenBy,
  suppressionAtBirth,
  suppressionBy,
} from '@ftz/shared/state/outage-lifecycle.ts';

/** What is open already when a source is taken away goes with it. */
export function takenDrafts(
  situation: Situation,
  outage: Outage,
  nowMs: number,
  actor: Actor,
): DurableDraft[] {
  const suppression = suppressionBy(outage, nowMs);
  return alarmsTakenBy(situation, outage).map((alarm) => ({
    type: 'alarm.suppressed',
    areas: areasOfAlarm(situation, alarm),
    actor,
    data: { alarmId: alarm.id, suppression },
  }));
}

/** The source is back: so are its alarms, but for those that another outage holds still. */
export function endedDrafts(
  situation: Situation,
  outage: Outage,
  why: DurablePayload<'outage.ended'>['why'],
  { actor, limits, nowMs }: { actor: Actor; limits: TimeLimits; nowMs: number },
): DurableDraft[] {
  const { [outage.id]: _, ...others } = situation.outages;
  const ended: DurableDraft = {
    type: 'outage.ended',
    areas: [outage.area],
    actor,
    data: { outageId: outage.id, why },
  };
  const back = alarmsHeldBy(situation, outage).filter(isOpen);
  return [
    ended,
    ...back.map((alarm): DurableDraft => {
      const common = { areas: areasOfAlarm(situation, alarm), actor };
      const held = suppressionAtBirth({ ...situation, outages: others }, alarm, nowMs);
      if (held)
        return {
          type: 'alarm.suppressed',
          ...common,
          data: { alarmId: alarm.id, suppression: held },
        };
      const acknowledgeDueAtMs = dueAtMs(limits.acknowledgeS, alarm.severity, nowMs);
      return {
        type: 'alarm.unsuppressed',
        ...common,
        data: { alarmId: alarm.id, acknowledgeDueAtMs },
      };
    }),
  ];
}
