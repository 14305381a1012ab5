import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import type { Sent } from '#live/acts.ts';
import { inverseOf, isUndoable } from './undoable.ts';

const reason = 'a slip';
const back = (done: Sent, situation = emptySituation()) => inverseOf(done, situation, reason);

it('leads back by a lawful act, with a reason where one has to be given', () => {
  const merge = { incidentId: 'I3', intoId: 'I2', reason: 'the same truck' };
  expect(back({ name: 'incident.merge', argument: merge })).toEqual({
    name: 'incident.unmerge',
    argument: { incidentId: 'I3', reason },
  });
  const shelve = { alarmId: 'A1', forS: 600, oneShot: false, reason: 'works' };
  expect(back({ name: 'alarm.shelve', argument: shelve })).toEqual({
    name: 'alarm.unshelve',
    argument: { alarmId: 'A1' },
  });
});

it('merges back what was split off, as soon as it is known under the name that it was given', () => {
  const split: Sent = {
    name: 'incident.split',
    argument: { incidentId: 'I1', alarmIds: ['A2'], reason: 'another truck' },
  };
  expect(back(split)).toBeNull();
  const alarms = [{ alarmId: 'A2', why: [{ code: 'split' as const, value: 'I1' }] }];
  const taken = exampleIncident({ id: 'I9', state: 'assessing', alarms });
  const other = exampleIncident({ id: 'I8', alarms: [{ alarmId: 'A2', why: [] }] });
  const situation = { ...emptySituation(), incidents: { I8: other, I9: taken } };
  expect(back(split, situation)).toEqual({
    name: 'incident.merge',
    argument: { incidentId: 'I9', intoId: 'I1', reason },
  });
  const gone = { ...emptySituation(), incidents: { I9: { ...taken, state: 'merged' as const } } };
  expect(back(split, gone)).toBeNull();
});

it('offers nothing for what others have already seen', () => {
  for (const name of ['alarm.acknowledge', 'incident.note', 'task.issue'] as const)
    expect(isUndoable(name)).toBe(false);
  expect(back({ name: 'incident.note', argument: { incidentId: 'I1', text: 'x' } })).toBeNull();
});
