import { scopeSituation } from '@ftz/shared/access/scope-situation.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { Alarm } from '@ftz/shared/contract/alarm.ts';
import { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { Incident } from '@ftz/shared/contract/incident.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import { Task } from '@ftz/shared/contract/task.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { isOldEntry, readOldEntry } from '@ftz/shared/state/read-old-entry.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleStory } from '@ftz/shared/state/story.fixture.ts';
import { Check, Errors } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { houseClocks } from './clocks/house-clocks.ts';
import { exampleCommandWorld, examplePeople } from './commands/command-world.fixture.ts';
import { decideCommand } from './commands/decide-command.ts';

/** Entries as contract version 4 wrote them: no line of this is what today's schemas ask for. */
const officer = { kind: 'person', accountId: 'U1', name: 'officer' };
const machine = { kind: 'machine', name: 'seal-cut' };

const oldAlarm = (id: string, incidentId: string, change: object = {}) => ({
  id,
  version: 1,
  kind: 'seal-cut',
  severity: 1,
  state: 'unacked',
  area: 'WGQ',
  entityKind: 'seal',
  entityId: `ES-${id}`,
  point: [121.6, 31.3],
  raisedAtMs: 1_000,
  lastRaisedAtMs: 1_000,
  deviceAtMs: 900,
  count: 1,
  acknowledgedBy: null,
  acknowledgedAtMs: null,
  acknowledgeDueAtMs: 31_000,
  returnedAtMs: null,
  incidentId,
  vehicleId: 'V00001',
  plate: '沪A00001',
  journeyId: 'J1',
  sealId: `ES-${id}`,
  containerNo: null,
  gateId: null,
  segmentId: null,
  cameraIds: [],
  facts: [],
  ...change,
});

const oldIncident = (id: string, alarmId: string, change: object = {}) => ({
  id,
  version: 1,
  state: 'open',
  severity: 1,
  kind: 'seal-cut',
  area: 'WGQ',
  areas: ['WGQ'],
  point: [121.6, 31.3],
  openedAtMs: 1_000,
  changedAtMs: 1_000,
  alarms: [{ alarmId, why: [{ code: 'first' }] }],
  taskIds: [],
  owner: null,
  conclusion: null,
  closedAtMs: null,
  timeline: [],
  ...change,
});

const oldTask = (id: string, incidentId: string, change: object = {}) => ({
  id,
  version: 1,
  incidentId,
  kind: 'mobile-verification',
  state: 'issued',
  area: 'WGQ',
  unitId: 'WGQ-P1',
  issuedBy: 'officer',
  issuedAtMs: 5_000,
  acceptDueAtMs: 125_000,
  acceptedBy: null,
  acceptedAtMs: null,
  arrivedAtMs: null,
  finishedAtMs: null,
  reason: null,
  result: null,
  ...change,
});

const oldLine = {
  seq: 2,
  atMs: 2_000,
  deviceAtMs: 900,
  type: 'incident.opened',
  person: null,
  alarmKind: 'seal-cut',
  taskId: null,
  orderId: null,
  text: null,
};
const result = { finding: 'consistent', note: 'rope whole', photoIds: [] };
const oldRevealed = {
  incident: oldIncident('I4', 'A4', {
    state: 'awaiting-disposition',
    owner: 'officer',
    taskIds: ['T4'],
    timeline: [oldLine],
  }),
  alarms: [
    oldAlarm('A4', 'I4', { state: 'acked', acknowledgedBy: 'officer', acknowledgedAtMs: 3_000 }),
  ],
  tasks: [
    oldTask('T4', 'I4', {
      state: 'result-submitted',
      acceptedBy: 'officer',
      acceptedAtMs: 6_000,
      arrivedAtMs: 7_000,
      finishedAtMs: 8_000,
      result,
    }),
  ],
};

const ref = { taskId: 'T1', incidentId: 'I1' };
const told: [type: string, actor: object, data: object][] = [
  ['alarm.raised', machine, { alarm: oldAlarm('A1', 'I1') }],
  ['incident.opened', machine, { incident: oldIncident('I1', 'A1') }],
  ['alarm.acknowledged', officer, { alarmId: 'A1' }],
  ['task.issued', officer, { task: oldTask('T1', 'I1'), revealed: null }],
  ['task.accepted', officer, ref],
  ['task.arrived', officer, { ...ref, note: 'at the gate' }],
  ['task.result-submitted', officer, { ...ref, result }],
  // One that was closed, one that nobody has looked at, one with a task that nobody has accepted.
  ['alarm.raised', machine, { alarm: oldAlarm('A2', 'I2') }],
  ['incident.opened', machine, { incident: oldIncident('I2', 'A2') }],
  ['alarm.acknowledged', officer, { alarmId: 'A2' }],
  ['incident.noted', officer, { incidentId: 'I2', text: 'a cat' }],
  ['incident.closed', officer, { incidentId: 'I2', conclusion: 'nuisance', note: '' }],
  ['alarm.raised', machine, { alarm: oldAlarm('A3', 'I3') }],
  ['incident.opened', machine, { incident: oldIncident('I3', 'A3') }],
  ['task.issued', officer, { task: oldTask('T3', 'I3', { unitId: 'WGQ-P2' }), revealed: null }],
  // This fold was not entitled to the fourth until it was drawn into it.
  ['alarm.raised', machine, { alarm: oldAlarm('A5', 'I4') }],
  [
    'incident.alarm-joined',
    machine,
    { incidentId: 'I4', alarmId: 'A5', why: [{ code: 'first' }], revealed: oldRevealed },
  ],
];
const log = told.map(
  ([type, actor, data], i) =>
    ({ seq: i + 1, atMs: (i + 1) * 1_000, areas: ['WGQ'], type, actor, data }) as DurableEvent,
);
const folded = () => log.reduce(applyDurable, emptySituation());

const principal: Principal = {
  accountId: 'U1',
  username: 'officer',
  role: 'duty-officer',
  areas: [...areaIds],
};
const person = { ...principal, personId: 'U1', officeId: null, licences: [] };
const worldAt = (nowMs: number, situation = folded()) =>
  exampleCommandWorld({ situation, nowMs, people: examplePeople([person]) });

function decide(name: Command['name'], argument: object) {
  const command = { commandId: 'c-12345678', basedOnVersion: null, name, argument } as Command;
  const decision = decideCommand(command, principal, worldAt(20_000));
  return decision.ok ? decision.drafts.map(({ type }) => type) : decision.refusal.code;
}

describe('a log of contract version 4', () => {
  it('is completed until every entry is one of today, and stays as it is', () => {
    const before = JSON.stringify(log);
    for (const event of log.flatMap((entry) => (isOldEntry(entry) ? readOldEntry(entry) : entry)))
      expect([...Errors(DurableEvent, event)], event.type).toEqual([]);
    folded();
    expect(JSON.stringify(log)).toBe(before);
  });

  it('folds to alarms, incidents and tasks of today', () => {
    const { alarms, incidents, tasks } = folded();
    for (const alarm of Object.values(alarms)) expect([...Errors(Alarm, alarm)]).toEqual([]);
    for (const one of Object.values(incidents)) expect([...Errors(Incident, one)]).toEqual([]);
    for (const task of Object.values(tasks)) expect([...Errors(Task, task)]).toEqual([]);
    expect(Check(Alarm, oldAlarm('A1', 'I1'))).toBe(false);
  });

  it('has done what was done, and lost nothing of what was not', () => {
    const { alarms, incidents, tasks } = folded();
    expect(incidents).toMatchObject({
      I1: { state: 'awaiting-disposition', owner: null },
      I2: { state: 'closed', conclusion: 'nuisance' },
      I3: { state: 'acting' },
      I4: { state: 'awaiting-disposition', owner: null, taskIds: ['T4'] },
    });
    expect(tasks).toMatchObject({
      T1: { state: 'done', issuedById: 'U1', verifiedBy: null, result, arrival: { flagged: true } },
      T3: { state: 'issued', acceptDueAtMs: 125_000 },
      T4: { state: 'done', result, submittedAtMs: 8_000 },
    });
    expect(tasks['T1']?.crew).toEqual([{ accountId: 'U1', personId: 'U1', name: 'officer' }]);
    expect(alarms).toMatchObject({ A2: { state: 'normal' }, A3: { escalateDueAtMs: 31_000 } });
    expect(incidents['I1']?.timeline.map(({ type }) => type)).toEqual([
      'incident.opened',
      'alarm.acknowledged',
      'task.issued',
      'task.accepted',
      'task.arrived',
      'task.result-submitted',
      'task.done',
    ]);
  });

  it('lets every clock of the house run over it, today and a day later', () => {
    for (const nowMs of [20_000, 40_000, 200_000, 86_400_000]) {
      let situation = folded();
      for (const clock of houseClocks) {
        const drafts = clock.due(worldAt(nowMs, situation));
        for (const { dedupeKey: _, ...draft } of drafts) {
          const entry = { ...draft, seq: situation.seq + 1, atMs: nowMs } as DurableEvent;
          expect([...Errors(DurableEvent, entry)], clock.name).toEqual([]);
          situation = applyDurable(situation, entry);
        }
      }
    }
    const calls = houseClocks.flatMap(({ due }) => due(worldAt(40_000)));
    expect(calls.map(({ data }) => data)).toContainEqual(
      expect.objectContaining({ alarmId: 'A3', level: 1, why: 'no-acknowledgement' }),
    );
  });

  it('lets people go on', () => {
    expect(decide('alarm.acknowledge', { alarmId: 'A3' })).toEqual([
      'alarm.acknowledged',
      'incident.claimed',
    ]);
    expect(decide('incident.claim', { incidentId: 'I1' })).toEqual(['incident.claimed']);
    expect(decide('task.cancel', { taskId: 'T3', reason: 'not needed' })).toEqual([
      'task.cancelled',
    ]);
    const verdict = { conclusion: 'false-alarm', cause: 'device-fault', note: '', evidence: [] };
    const close = { incidentId: 'I1', ...verdict, forcedRestore: null };
    expect(decide('disposition.submit', close)).toContain('disposition.submitted');
    expect(decide('task.verify', { taskId: 'T1' })).toBe('wrong-state');
  });

  it('is shown to a page by its areas', () => {
    const { alarms, incidents, tasks } = scopeSituation(principal, folded(), () => 'WGQ');
    expect([alarms, incidents, tasks].map((each) => Object.keys(each).length)).toEqual([5, 4, 3]);
    const elsewhere = scopeSituation({ ...principal, areas: ['YSP'] }, folded(), () => 'WGQ');
    expect(elsewhere.incidents).toEqual({});
  });
});

it('takes no entry of today for an old one', () => {
  expect(exampleStory().filter(isOldEntry)).toEqual([]);
});
