import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import type { TimelineEntry } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleDisposition } from '@ftz/shared/state/disposition.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { examplePeople } from '#domain/commands/command-world.fixture.ts';
import { personsWhoTookPart } from './who-took-part.ts';

const people = examplePeople(
  ['one', 'other'].map((username) => ({
    accountId: `U-${username}`,
    username,
    role: 'duty-officer' as const,
    areas: ['WGQ' as const],
    personId: `P-${username}`,
    officeId: null,
    licences: ['second-review' as const],
  })),
);

const claimedBy = (username: string, seq: number): TimelineEntry => ({
  ...{ seq, atMs: seq, deviceAtMs: null, type: 'incident.claimed', person: username, text: null },
  ...{ accountId: `U-${username}`, alarmKind: null, taskId: null, orderId: null },
});

/** One incident merged into another; `one` had a hand in the first, `other` in the second alone. */
const merged: Situation = {
  ...emptySituation(),
  incidents: {
    I1: exampleIncident({
      ...{ id: 'I1', state: 'merged', mergedInto: 'I2', closedAtMs: 5 },
      timeline: [claimedBy('one', 1)],
    }),
    I2: exampleIncident({ id: 'I2', timeline: [claimedBy('other', 2)] }),
  },
};

const judged = (situation: Situation, change: Partial<Disposition>) =>
  [...personsWhoTookPart(situation, exampleDisposition(change), people)].sort();

it('names whoever acted where the incident goes on, beside those of its own days', () => {
  expect(judged(merged, { incidentId: 'I1' })).toEqual(['P-one', 'P-other']);
  expect(judged(merged, { incidentId: 'I2' })).toEqual(['P-other']);
});

it('finds who acted in the matter by the matter itself, whatever incident the author names or leaves out', () => {
  const alarm = exampleAlarm({ id: 'A1', journeyId: 'J1', plate: '沪A00001', incidentId: 'I2' });
  const situation: Situation = {
    ...merged,
    alarms: { A1: alarm },
    incidents: {
      I2: exampleIncident({
        id: 'I2',
        alarms: [{ alarmId: 'A1', why: [{ code: 'first' }] }],
        timeline: [claimedBy('other', 2)],
      }),
    },
  };
  const act = (entityId: string): Partial<Disposition> => ({
    incidentId: null,
    subject: { kind: 'act', act: 'journey-written-off', entityId },
  });
  expect(judged(situation, act('J1'))).toEqual(['P-other']);
  expect(judged(situation, act('J2'))).toEqual([]);
});
