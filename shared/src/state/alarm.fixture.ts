import type { Alarm } from '#contract/alarm.ts';

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

/** Of the alarm of the story; nothing was said. */
export const exampleAcknowledgement = { alarmId: 'A1', reason: null, progressDueAtMs: 184_000 };
