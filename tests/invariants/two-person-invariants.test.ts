import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { TimelineEntry } from '@ftz/shared/contract/incident.ts';
import {
  exampleDisposition,
  exampleSigner,
  exampleVerdict,
} from '@ftz/shared/state/disposition.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { principals } from './people-of-house.ts';
import { wrongWithTwoPersons } from './two-person-invariants.ts';

const [officer, second] = [principals.officer.accountId, principals.second.accountId];

const line = (seq: number, type: string, accountId: string): TimelineEntry => ({
  ...{ seq, atMs: seq, deviceAtMs: null, type, person: accountId, text: null },
  ...{ accountId, alarmKind: null, taskId: null, orderId: null },
});
const spoken = line(5, 'disposition.concluded', second);

/** What the checker says of a disposition that is reviewed by the second of these, in an incident with this timeline. */
function saidOf(timeline: TimelineEntry[], author = officer, reviewer = second): string | null {
  const disposition = exampleDisposition({
    state: 'locked',
    author: exampleSigner(author),
    first: { verdict: exampleVerdict(), abnormal: [], forcedRestore: null },
    second: exampleSigner(reviewer),
    secondVerdict: exampleVerdict(),
  });
  const situation = {
    ...emptySituation(),
    incidents: { I1: exampleIncident({ timeline }) },
    dispositions: { D1: disposition },
  };
  const inForce = {
    ...{ seq: 6, atMs: 6, type: 'disposition.in-force', areas: ['WGQ'] },
    actor: { kind: 'person', accountId: reviewer, name: reviewer },
    data: { dispositionId: 'D1', incidentId: 'I1' },
  };
  return wrongWithTwoPersons(inForce as unknown as DurableEvent, situation);
}

it('lets a reviewer pass who never acted in the incident', () => {
  expect(saidOf([line(1, 'incident.claimed', officer), spoken])).toBeNull();
});

it('finds a reviewer who had acted before he gave his word', () => {
  expect(saidOf([line(1, 'task.issued', second), spoken])).toMatch(/P-second, who had a hand/);
  expect(saidOf([line(4, 'incident.noted', second), spoken])).toMatch(/P-second/);
});

it('does not hold against him what he did after his word was given', () => {
  expect(saidOf([spoken, line(7, 'incident.noted', second)])).toBeNull();
  // Up to his last word everything counts: he looked anew.
  const again = line(9, 'disposition.concluded', second);
  expect(saidOf([spoken, line(7, 'incident.noted', second), again])).toMatch(/P-second/);
});

it('holds it against him all his life where his word is not told', () => {
  expect(saidOf([line(7, 'incident.noted', second)])).toMatch(/P-second/);
});

it('lets him look, and close what he agreed to', () => {
  expect(
    saidOf([line(1, 'alarm.seen', second), spoken, line(6, 'incident.closed', second)]),
  ).toBeNull();
  expect(saidOf([line(4, 'journey.written-off', second), spoken])).toBeNull();
  expect(saidOf([line(4, 'evidence.deletion-ordered', second), spoken])).toBeNull();
});

it('knows a person under any account', () => {
  const again = principals.officerAgain.accountId;
  expect(saidOf([line(1, 'task.issued', again)], second, officer)).toMatch(/P-officer, who had/);
  expect(saidOf([], officer, again)).toMatch(/signed twice by one person/);
});
