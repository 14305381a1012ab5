import { expect, it } from 'vitest';
import { exampleAlarm } from './alarm.fixture.ts';
import { emptySituation } from './situation.ts';
import { lastAlarmOf } from './situation-selectors.ts';

it('finds the alarm that is open, also after the clock was set back', () => {
  const closed = exampleAlarm({ id: 'A1', state: 'normal', raisedAtMs: 9_000 });
  const open = exampleAlarm({ id: 'A2', state: 'acked', raisedAtMs: 2_000 });
  const { kind, entityId } = open;
  const of = (...alarms: (typeof open)[]) => {
    const byId = Object.fromEntries(alarms.map((alarm) => [alarm.id, alarm]));
    return lastAlarmOf({ ...emptySituation(), alarms: byId }, kind, entityId)?.id;
  };
  expect(of(closed, open)).toBe('A2');
  expect(of(open, closed)).toBe('A2');
  expect(of(closed, { ...open, state: 'normal' })).toBe('A1');
  expect(of()).toBeUndefined();
});
