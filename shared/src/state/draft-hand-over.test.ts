import { expect, it } from 'vitest';
import type { Alarm } from '#contract/alarm.ts';
import type { Situation } from '#contract/situation.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { draftHandOver } from './draft-hand-over.ts';
import { exampleIncident } from './incident.fixture.ts';
import { emptySituation } from './situation.ts';
import { exampleTask } from './task.fixture.ts';

const nowMs = 1_000_000;
const watch = { accountId: 'U1', areas: ['WGQ' as const], sinceMs: 0, nowMs };

function situationWith(alarms: Partial<Alarm>[], change: Partial<Situation> = {}): Situation {
  const all = alarms.map((alarm) => exampleAlarm({ entityId: alarm.id ?? '', ...alarm }));
  return {
    ...emptySituation(),
    alarms: Object.fromEntries(all.map((alarm) => [alarm.id, alarm])),
    ...change,
  };
}
const incidents = (many: number) =>
  Object.fromEntries(
    Array.from({ length: many }, (_, i) => {
      const id = `I${i}`;
      const alarms = [{ alarmId: `A${i}`, why: [{ code: 'first' as const }] }];
      return [id, exampleIncident({ id, alarms })];
    }),
  );
const shelving = {
  how: 'shelved' as const,
  sinceMs: 1,
  untilMs: nowMs + 60_000,
  by: 'li',
  accountId: 'U1',
  reason: 'door is being repaired',
  oneShot: false,
  outageId: null,
  workOrder: null,
};

it('lists six open, two shelved, one out of service and one blind camera, and the sound test', () => {
  const open = Array.from({ length: 6 }, (_, i) => ({ id: `A${i}`, incidentId: `I${i}` }));
  const shelved = ['S1', 'S2'].map((id) => ({
    id,
    incidentId: null,
    severity: 4 as const,
    state: 'acked' as const,
    suppression: shelving,
  }));
  const camera = {
    id: 'B1',
    kind: 'device-lost' as const,
    severity: 4 as const,
    incidentId: null,
    entityId: 'WGQ-C01',
    cameraIds: ['WGQ-C01'],
    plate: null,
  };
  const signed = { accountId: 'U9', name: 'chen', atMs: 1 };
  const outage = {
    id: 'O1',
    version: 1,
    how: 'out-of-service' as const,
    source: { kind: null, entityKind: 'device' as const, entityId: 'D1' },
    area: 'WGQ' as const,
    state: 'in-force' as const,
    reason: 'new battery',
    workOrder: 'W-1',
    fromMs: 1,
    untilMs: nowMs + 1,
    requested: signed,
    authorised: signed,
    refused: null,
    confirmDueAtMs: null,
    confirmed: null,
    unconfirmedSinceMs: null,
    endedAtMs: null,
  };
  const situation = situationWith([...open, ...shelved, camera], {
    incidents: incidents(6),
    outages: { O1: outage },
  });
  const items = draftHandOver(situation, watch);
  expect(items.map(({ kind }) => kind)).toEqual([
    ...Array.from({ length: 6 }, () => 'open-incident'),
    'shelved',
    'shelved',
    'out-of-service',
    'blind-camera',
    'sound-test',
  ]);
  expect(items.find(({ kind }) => kind === 'shelved')).toMatchObject({
    text: 'door is being repaired',
    untilMs: nowMs + 60_000,
  });
  expect(items[0]).toMatchObject({ unacknowledged: 1 });
});

it('lists what is late, what is asked of somebody who goes, and nothing of another area', () => {
  const mention = { noteSeq: 7, atMs: 1, by: 'wang', text: 'look at the papers' };
  const incident = exampleIncident({
    id: 'I0',
    alarms: [{ alarmId: 'A0', why: [{ code: 'first' }] }],
    mentions: [
      { ...mention, accountId: 'U1' },
      { ...mention, accountId: 'U2' },
    ],
  });
  const tasks = { T1: exampleTask({ id: 'T1', incidentId: 'I0', acceptDueAtMs: 10 }) };
  const situation = situationWith([{ id: 'A0', incidentId: 'I0' }], {
    incidents: { I0: incident },
    tasks,
  });
  const kinds = (areas: typeof watch.areas | ['PVG']) =>
    draftHandOver(situation, { ...watch, areas }).map(({ kind }) => kind);
  expect(kinds(['WGQ'])).toEqual(['open-incident', 'overdue-task', 'mention', 'sound-test']);
  expect(kinds(['PVG'])).toEqual(['sound-test']);
});
