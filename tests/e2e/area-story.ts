import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAcknowledgement, exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';

const minute = 60_000;

/** An hour in which each area has something else the matter with it. */
export function areaStory(nowMs: number): DurableDraft[] {
  return [
    ...alarms(nowMs, 'WGQ', [1, 2, 2, 3]),
    ...alarms(nowMs, 'PVG', [3]),
    ...Array.from({ length: 12 }, (_, i) =>
      declared(journey(i, nowMs, 'WGQ', i === 3 ? -11 * minute : 30 * minute)),
    ),
    ...Array.from({ length: 128 }, (_, i) =>
      declared(journey(100 + i, nowMs, 'YSP', i < 17 ? -4 * minute : 30 * minute)),
    ),
    ...passages(nowMs, 'WGQ', 41, 38),
    ...passages(nowMs, 'YSP', 412, 388),
    ...answered(nowMs),
    lost(nowMs, 'YSP', 9),
    lost(nowMs, 'YSP', 74),
    lost(nowMs, 'PVG', 3),
  ];
}

/** Twelve that were taken up in more and more time, worked on, and concluded; each third was nothing. */
function answered(nowMs: number): DurableDraft[] {
  return Array.from({ length: 12 }, (_, i): DurableDraft[] => {
    const [raise] = alarms(nowMs, 'WGQ', [i % 2 === 0 ? 1 : 2]);
    if (raise?.type !== 'alarm.raised') throw new Error('no alarm');
    const id = `D${i}`;
    const ref = { taskId: `T${i}`, incidentId: `I${i}` };
    const kind = i % 3 === 0 ? ('off-route' as const) : ('seal-tampered' as const);
    const alarm = { ...raise.data.alarm, id, kind, entityId: id };
    const incident = exampleIncident({
      id: ref.incidentId,
      kind,
      severity: alarm.severity,
      alarms: [{ alarmId: id, why: [{ code: 'first' }] }],
    });
    const task = exampleTask({ id: ref.taskId, incidentId: ref.incidentId });
    const conclusion = i % 3 === 0 ? ('false-alarm' as const) : ('confirmed' as const);
    return [
      { ...raise, data: { alarm } },
      { type: 'incident.opened', ...by('WGQ'), data: { incident } },
      {
        type: 'alarm.acknowledged',
        ...by('WGQ'),
        data: { ...exampleAcknowledgement, alarmId: id },
      },
      { type: 'task.issued', ...by('WGQ'), data: { task, revealed: null } },
      {
        type: 'incident.closed',
        ...by('WGQ'),
        data: { incidentId: ref.incidentId, conclusion, note: '' },
      },
    ];
  }).flat();
}

const by = (area: AreaId) => ({ areas: [area], actor: machine });

function alarms(nowMs: number, area: AreaId, severities: readonly (1 | 2 | 3)[]): DurableDraft[] {
  return severities.map((severity, i) => {
    const atMs = nowMs - (i + 1) * 20_000;
    const alarm = exampleAlarm({
      id: `${area}-A${i}`,
      area,
      severity,
      kind: 'halted',
      entityId: `${area}-${i}`,
      incidentId: null,
      raisedAtMs: atMs,
      lastRaisedAtMs: atMs,
      deviceAtMs: atMs,
      askedAtMs: atMs,
      raisesAtMs: [atMs],
      acknowledgeDueAtMs: nowMs + 30 * minute,
      escalateDueAtMs: nowMs + 30 * minute,
    });
    return { type: 'alarm.raised', ...by(area), data: { alarm } };
  });
}

const declared = (one: Journey): DurableDraft => ({
  type: 'journey.declared',
  areas: [one.fromArea, one.toArea],
  actor: machine,
  data: { journey: one },
});

function journey(i: number, nowMs: number, toArea: AreaId, dueInMs: number): Journey {
  const n = String(i).padStart(5, '0');
  return {
    id: `J${n}`,
    vehicleId: `V${n}`,
    plate: `沪A${n}`,
    containerNo: null,
    sealId: `ES0${n}`,
    fromGateId: 'WLP-G1',
    toGateId: `${toArea}-G1`,
    fromArea: 'WLP',
    toArea,
    corridor: [
      [121.6, 31.3],
      [121.9, 30.9],
    ],
    corridorM: 200,
    departedAtMs: nowMs - 120 * minute,
    dueAtMs: nowMs + dueInMs,
    state: 'under-way',
    arrivedAtMs: null,
  };
}

function passages(nowMs: number, area: AreaId, inward: number, outward: number): DurableDraft[] {
  return Array.from({ length: inward + outward }, (_, i) => ({
    type: 'lane.passed',
    ...by(area),
    data: {
      journeyId: null,
      late: false,
      passage: {
        eventId: `${area}-E${i}`,
        area,
        laneId: `${area}-G1-L1`,
        gateId: `${area}-G1`,
        direction: i < inward ? 'IN' : 'OUT',
        closedAtMs: nowMs - (i % 50) * minute,
        plate: null,
        plateConfidence: null,
        containerNos: [],
        seals: [],
        weightKg: null,
      },
    },
  }));
}

function lost(nowMs: number, area: AreaId, i: number): DurableDraft {
  const [only] = alarms(nowMs, area, [3]);
  if (only?.type !== 'alarm.raised') throw new Error('no alarm');
  const id = `${area}-C${i}`;
  const alarm = { ...only.data.alarm, id, kind: 'device-lost' as const, entityId: id };
  return { ...only, data: { alarm } };
}
