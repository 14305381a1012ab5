import type { Alarm } from '#contract/alarm.ts';
import type { TrackedOrder } from '#contract/device-order.ts';
import type { Disposition, Signer, Verdict } from '#contract/disposition.ts';
import type { Actor, DurableDraft, DurableEvent } from '#contract/durable-event.ts';
import type { HandOver, HandOverItem } from '#contract/hand-over.ts';
import type { Incident } from '#contract/incident.ts';
import type { LanePassage } from '#contract/lane-passage.ts';
import type { OrderContent, UpstreamOrder } from '#contract/order.ts';
import type { Outage } from '#contract/outage.ts';
import type { Procedure, ProcedureStep } from '#contract/procedure.ts';
import type { Task } from '#contract/task.ts';
import type { Arrival } from '#contract/task-record.ts';
import type { Thrown } from '#contract/wall.ts';
import { unowned } from './new-incident.ts';
import { nothingOfTask } from './task-lifecycle.ts';

/** A small story for tests: one alarm, one incident, one task, told as numbered entries. */
export const officer: Actor = { kind: 'person', accountId: 'U1', name: 'officer' };
/** Who answers the task on the road. */
export const patrolman = { accountId: 'U2', personId: 'U2', name: 'patrol' };
export const patrol: Actor = { kind: 'person', accountId: 'U2', name: 'patrol' };
export const machine: Actor = { kind: 'machine', name: 'seal-cut' };

export function exampleAlarm(change: Partial<Alarm> = {}): Alarm {
  return {
    id: 'A1',
    version: 1,
    kind: 'seal-cut',
    severity: 1,
    state: 'unacked',
    area: 'WGQ',
    entityKind: 'seal',
    entityId: 'ES000001',
    point: [121.6, 31.3],
    raisedAtMs: 1_000,
    lastRaisedAtMs: 1_000,
    deviceAtMs: 900,
    count: 1,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    askedAtMs: 1_000,
    acknowledgeDueAtMs: 31_000,
    progressDueAtMs: null,
    level: 0,
    escalateDueAtMs: 31_000,
    raisesAtMs: [1_000],
    chattering: false,
    suppression: null,
    returnedAtMs: null,
    incidentId: 'I1',
    vehicleId: 'V00001',
    plate: '沪A00001',
    journeyId: 'J1',
    sealId: 'ES000001',
    containerNo: null,
    gateId: null,
    segmentId: null,
    cameraIds: [],
    facts: [],
    ...change,
  };
}

export function exampleUpstreamOrder(change: Partial<UpstreamOrder> = {}): UpstreamOrder {
  return {
    id: 'O1',
    version: 1,
    state: 'open',
    status: 'Actual',
    areas: ['WGQ'],
    content: exampleContent(),
    earlier: [],
    changedAtMs: 1_000,
    receiptedAtMs: null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    note: null,
    ...change,
  };
}

export function exampleContent(change: Partial<OrderContent> = {}): OrderContent {
  return {
    sender: 'national@centre',
    identifier: 'N-1',
    sent: '1970-01-01T00:00:01+00:00',
    sentAtMs: 1_000,
    receivedAtMs: 1_000,
    severity: 2,
    headline: 'Examine all of one consignee',
    text: '',
    dueAtMs: 601_000,
    ...change,
  };
}

export function exampleIncident(change: Partial<Incident> = {}): Incident {
  return {
    id: 'I1',
    version: 1,
    state: 'open',
    severity: 1,
    kind: 'seal-cut',
    area: 'WGQ',
    areas: ['WGQ'],
    point: [121.6, 31.3],
    openedAtMs: 1_000,
    changedAtMs: 1_000,
    alarms: [{ alarmId: 'A1', why: [{ code: 'first' }] }],
    taskIds: [],
    ...unowned,
    conclusion: null,
    closedAtMs: null,
    timeline: [],
    ...change,
  };
}

export function exampleReading(change: Partial<LanePassage> = {}): LanePassage {
  return {
    eventId: 'E1',
    area: 'WGQ',
    laneId: 'WGQ-G1-L1',
    gateId: 'WGQ-G1',
    direction: 'IN',
    closedAtMs: 900,
    plate: '沪A00001',
    plateConfidence: 0.9,
    containerNos: [],
    seals: [],
    weightKg: null,
    ...change,
  };
}
export const exampleArrival: Arrival = {
  how: 'position',
  point: [121.6, 31.3],
  awayM: 12,
  gateId: null,
  reason: null,
  flagged: false,
  deviceAtMs: null,
};

export function exampleTask(change: Partial<Task> = {}): Task {
  return {
    id: 'T1',
    version: 1,
    incidentId: 'I1',
    kind: 'mobile-verification',
    state: 'issued',
    area: 'WGQ',
    unitId: 'WGQ-P1',
    issuedBy: 'officer',
    issuedById: 'U1',
    issuedAtMs: 5_000,
    ...nothingOfTask,
    acceptDueAtMs: 65_000,
    expireDueAtMs: 305_000,
    ...change,
  };
}

/** The same for a house whose clocks run: what was asked for in 1970 would have expired at once. */
export const taskAskedAt = (nowMs: number, change: Partial<Task> = {}): Task =>
  exampleTask({
    issuedAtMs: nowMs,
    acceptDueAtMs: nowMs + 600_000,
    expireDueAtMs: nowMs + 3_600_000,
    ...change,
  });

export function exampleOrder(change: Partial<TrackedOrder> = {}): TrackedOrder {
  return {
    id: 'O1',
    version: 1,
    gateway: 'eseal-mqtt',
    deviceId: 'ES000001',
    act: { name: 'unlock' },
    areas: ['WGQ'],
    incidentId: 'I1',
    state: 'requested',
    reason: 'inspection at the gate',
    requestedBy: { accountId: 'U1', name: 'officer' },
    requestedAtMs: 5_000,
    dueAtMs: 605_000,
    authorisedBy: null,
    authorisedAtMs: null,
    sentAtMs: null,
    reference: null,
    finishedAtMs: null,
    failure: null,
    detail: null,
    ...change,
  };
}

export function exampleStep(id: string, change: Partial<ProcedureStep> = {}): ProcedureStep {
  const words = { textZh: `步骤 ${id}`, textEn: `Step ${id}` };
  return { id, ...words, required: true, notForFalse: false, evidence: [], ...change };
}

export function exampleProcedure(change: Partial<Procedure> = {}): Procedure {
  return {
    id: 'P1',
    version: 1,
    kinds: ['seal-cut'],
    steps: [
      exampleStep('acknowledge', { evidence: ['alarm-acknowledged'] }),
      exampleStep('look'),
      exampleStep('dispatch', { notForFalse: true, evidence: ['unit-dispatched'] }),
      exampleStep('ask', { required: false }),
    ],
    ...change,
  };
}

export function exampleItem(change: Partial<HandOverItem> = {}): HandOverItem {
  return {
    key: 'sound-test/desk',
    kind: 'sound-test',
    refId: 'desk',
    incidentId: null,
    area: null,
    severity: null,
    alarmKind: null,
    subject: null,
    text: null,
    owner: null,
    unacknowledged: 0,
    sinceMs: null,
    untilMs: null,
    isNew: false,
    tickedAtMs: null,
    ...change,
  };
}

export function exampleHandOver(change: Partial<HandOver> = {}): HandOver {
  return {
    id: 'H1',
    version: 1,
    state: 'drafted',
    areas: ['WGQ'],
    outgoing: { accountId: 'U1', personId: 'P1', name: 'officer', signedAtMs: null },
    incoming: { accountId: 'U2', personId: 'P2', name: 'relief', signedAtMs: null },
    startedAtMs: 5_000,
    sinceMs: 1_000,
    items: [exampleItem()],
    lapsesAtMs: 905_000,
    overlapEndsAtMs: null,
    finishedAtMs: null,
    movedIncidentIds: [],
    reason: null,
    ...change,
  };
}

export function exampleOutage(change: Partial<Outage> = {}): Outage {
  return {
    id: 'X1',
    version: 1,
    how: 'out-of-service',
    source: { kind: null, entityKind: 'seal', entityId: 'ES000001' },
    area: 'WGQ',
    state: 'requested',
    reason: 'battery is replaced',
    workOrder: 'W-1',
    fromMs: 5_000,
    // Far in the future, also for a clock that tells the time of today.
    untilMs: 32_000_000_000_000,
    requested: { accountId: 'U1', name: 'officer', atMs: 5_000 },
    authorised: null,
    refused: null,
    confirmDueAtMs: null,
    confirmed: null,
    unconfirmedSinceMs: null,
    endedAtMs: null,
    ...change,
  };
}

export function exampleThrown(change: Partial<Thrown> = {}): Thrown {
  return {
    content: { kind: 'incident', incidentId: 'I1' },
    areas: ['WGQ'],
    byAccountId: 'U1',
    byName: 'officer',
    rank: 1,
    atMs: 5_000,
    endsAtMs: 605_000,
    ...change,
  };
}

export const exampleSigner = (accountId: string): Signer => ({
  accountId,
  personId: accountId,
  name: accountId,
});

export const exampleVerdict = (change: Partial<Verdict> = {}): Verdict => ({
  conclusion: 'false-alarm',
  cause: 'device-fault',
  note: 'the rope is whole',
  evidence: [],
  ...change,
});

/** Submitted by the officer, waiting for a second person. */
export function exampleDisposition(change: Partial<Disposition> = {}): Disposition {
  return {
    id: 'D1',
    version: 1,
    state: 'submitted',
    subject: { kind: 'incident' },
    incidentId: 'I1',
    areas: ['WGQ'],
    severity: 1,
    alarmKind: 'seal-cut',
    needsSecond: true,
    amends: null,
    amendedBy: null,
    actedFirst: false,
    author: exampleSigner('U1'),
    submittedAtMs: 8_000,
    first: null,
    waitingFor: 'anybody',
    second: null,
    secondDueAtMs: null,
    startedAtMs: null,
    secondVerdict: null,
    secondAtMs: null,
    adjudicator: null,
    adjudicatedVerdict: null,
    reviewDueAtMs: 908_000,
    late: false,
    draws: [],
    returned: null,
    verdict: null,
    inForceAtMs: null,
    ...change,
  };
}

/** Numbers drafts from 1, one second apart. */
export function numbered(drafts: DurableDraft[]): DurableEvent[] {
  return drafts.map(
    ({ dedupeKey: _, ...draft }, i) =>
      ({ ...draft, seq: i + 1, atMs: (i + 1) * 1_000 }) as DurableEvent,
  );
}
/** Of the alarm of the story; nothing was said. */
export const exampleAcknowledgement = { alarmId: 'A1', reason: null, progressDueAtMs: 184_000 };

const at = { areas: ['WGQ' as const] };
const ref = { taskId: 'T1', incidentId: 'I1' };

/** Raised, acknowledged, dispatched, accepted, arrived, reported, verified and so done, closed. */
export function exampleStory(): DurableEvent[] {
  return numbered([
    { type: 'alarm.raised', ...at, actor: machine, data: { alarm: exampleAlarm() } },
    { type: 'incident.opened', ...at, actor: machine, data: { incident: exampleIncident() } },
    { type: 'alarm.acknowledged', ...at, actor: officer, data: exampleAcknowledgement },
    { type: 'task.issued', ...at, actor: officer, data: { task: exampleTask(), revealed: null } },
    { type: 'task.accepted', ...at, actor: patrol, data: { ...ref, by: patrolman, dues: {} } },
    {
      type: 'task.arrived',
      ...at,
      actor: patrol,
      data: { ...ref, by: patrolman, dues: {}, arrival: exampleArrival },
    },
    {
      type: 'task.result-submitted',
      ...at,
      actor: patrol,
      data: {
        ...ref,
        by: patrolman,
        result: { finding: 'inconsistent', note: 'rope cut', photoIds: [] },
      },
    },
    { type: 'task.verified', ...at, actor: officer, data: ref },
    { type: 'task.done', ...at, actor: officer, data: ref },
    {
      type: 'incident.closed',
      ...at,
      actor: officer,
      data: { incidentId: 'I1', conclusion: 'confirmed', note: '' },
    },
  ]);
}
