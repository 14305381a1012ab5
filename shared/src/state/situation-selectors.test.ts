import { expect, it } from 'vitest';
import { exampleAlarm } from './alarm.fixture.ts';
import { exampleIncident } from './incident.fixture.ts';
import { emptySituation } from './situation.ts';
import { gravestAlarm, lastAlarmOf } from './situation-selectors.ts';

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

it('takes for the gravest alarm of an incident the one that gives it its severity', () => {
  const alarms = {
    A1: exampleAlarm({ id: 'A1', severity: 3 }),
    A2: exampleAlarm({ id: 'A2', severity: 1 }),
    A3: exampleAlarm({ id: 'A3', severity: 1 }),
  };
  const joined = ['A1', 'A2', 'A3'].map((alarmId) => ({ alarmId, why: [] }));
  const incident = exampleIncident({ id: 'I1', severity: 1, alarms: joined });
  const situation = { ...emptySituation(), alarms, incidents: { I1: incident } };
  expect(gravestAlarm(situation, incident)?.id).toBe('A2');
  expect(gravestAlarm(situation, exampleIncident({ id: 'I2' }))).toBeNull();
});
