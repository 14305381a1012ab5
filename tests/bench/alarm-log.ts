import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';

/** A log in memory that holds alarms, each stamped with the moment at which it was due. */
export function createAlarmLog() {
  const events: DurableEvent[] = [];
  const listeners: ((events: DurableEvent[]) => void)[] = [];
  return {
    epoch: 'bench',
    headSeq: () => events.length,
    read: async (afterSeq: number, limit: number) => events.slice(afterSeq, afterSeq + limit),
    onCommitted: (listener: (events: DurableEvent[]) => void) => void listeners.push(listener),
    raise: (dueAtMs: number) => {
      const seq = events.length + 1;
      const alarm = exampleAlarm({ id: `A${seq}`, raisedAtMs: Math.round(dueAtMs) });
      const event: DurableEvent = {
        seq,
        atMs: dueAtMs,
        type: 'alarm.raised',
        areas: ['WGQ'],
        actor: machine,
        data: { alarm },
      };
      events.push(event);
      for (const listener of listeners) listener([event]);
    },
  };
}
