import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import { site } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { exampleReading } from '@ftz/shared/state/lane-passage.fixture.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';

/** A truck whose plate and weight at the gate are not what its papers say, with all that is known of it. */
export function mismatchStory(nowMs: number): DurableDraft[] {
  const areas = ['WGQ' as const];
  const draft = (type: DurableDraft['type'], data: object) =>
    ({ type, areas, actor: machine, data }) as unknown as DurableDraft;
  const minutesAgo = (minutes: number) => nowMs - minutes * 60_000;
  const gate = site.gates.find(({ id }) => id === 'WGQ-G1');
  const from = site.gates.find(({ id }) => id === 'YSP-L1');
  const point = gate?.point ?? [121.6, 31.3];
  const container = 'MSKU1234565';
  const journey: Journey = {
    id: 'J1',
    vehicleId: 'V00001',
    plate: '沪A00001',
    containerNo: container,
    sealId: 'ES000001',
    grossWeightKg: 30_000,
    fromGateId: 'YSP-L1',
    toGateId: 'WGQ-G1',
    fromArea: 'YSP',
    toArea: 'WGQ',
    corridor: [from?.point ?? [121.9, 30.9], [121.75, 31.1], point],
    corridorM: 500,
    departedAtMs: minutesAgo(70),
    dueAtMs: minutesAgo(-20),
    state: 'under-way',
    arrivedAtMs: null,
  };
  const read = (minutes: number, change: Parameters<typeof exampleReading>[0]) =>
    draft('lane.passed', {
      passage: exampleReading({
        closedAtMs: minutesAgo(minutes),
        containerNos: [container],
        seals: [{ id: 'ES000001', state: 'sealed' }],
        rfids: [{ id: 'T1', kind: 'vehicle', plate: '沪A00001' }],
        ...change,
      }),
      late: false,
      journeyId: 'J1',
    });
  const seal = (minutes: number, state: object, events: string[]) =>
    draft('seal.reported', {
      late: false,
      report: {
        sealId: 'ES000001',
        area: 'WGQ',
        deviceSeq: minutes,
        deviceAtMs: minutesAgo(minutes),
        state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed', ...state },
        batteryPct: 81,
        events,
        point: null,
      },
    });
  const paper = (kind: string, id: string, change: object) =>
    draft('document.filed', {
      document: {
        kind,
        id,
        version: 1,
        areas,
        containerNo: container,
        billNo: 'B-7781',
        vehicleId: null,
        sealId: null,
        weightKg: 30_000,
        packages: 420,
        goods: '汽车零部件',
        consignee: '上海外高桥贸易有限公司',
        issuedAtMs: minutesAgo(200),
        ...change,
      },
    });
  const alarm = exampleAlarm({
    kind: 'lane-mismatch',
    severity: 2,
    entityKind: 'vehicle',
    entityId: 'V00001',
    point,
    raisedAtMs: minutesAgo(1),
    lastRaisedAtMs: minutesAgo(1),
    deviceAtMs: minutesAgo(1),
    acknowledgeDueAtMs: minutesAgo(-1),
    containerNo: container,
    gateId: 'WGQ-G1',
    cameraIds: site.cameras
      .filter(({ area }) => area === 'WGQ')
      .slice(0, 3)
      .map(({ id }) => id),
    facts: [
      { name: 'plate-expected', value: '沪A00001' },
      { name: 'plate-observed', value: '沪A00007' },
      { name: 'weight-expected', value: '30000' },
      { name: 'weight-observed', value: '32400' },
    ],
  });
  const incident = exampleIncident({
    kind: 'lane-mismatch',
    severity: 2,
    point,
    openedAtMs: minutesAgo(1),
    changedAtMs: minutesAgo(1),
  });
  const bare = { alarmId: 'A2', incidentId: 'I2' };
  return [
    draft('journey.declared', { journey }),
    paper('manifest', 'M-20261128-17', {}),
    paper('entry', 'E-2201', { goods: '汽车零部件', packages: 420 }),
    draft('agency.ruled', {
      ruling: {
        id: 'R1',
        agency: 'maritime',
        ruling: 'hold',
        areas,
        containerNo: container,
        billNo: null,
        reason: '危险品申报待核',
        ruledAtMs: minutesAgo(90),
      },
    }),
    seal(75, {}, ['sealed']),
    seal(30, { motor: 'unlocked' }, ['wrong-password']),
    seal(29, {}, []),
    read(68, {
      eventId: 'E0',
      area: 'YSP',
      laneId: 'YSP-L1-L2',
      gateId: 'YSP-L1',
      direction: 'OUT',
      plate: '沪A00001',
      weightKg: 30_040,
    }),
    read(1, { plate: '沪A00007', weightKg: 32_400 }),
    draft('alarm.raised', { alarm }),
    draft('incident.opened', { incident }),
    draft('alarm.raised', {
      alarm: exampleAlarm({
        id: bare.alarmId,
        incidentId: bare.incidentId,
        kind: 'fence-alarm',
        severity: 3,
        entityKind: 'fence',
        entityId: 'F1',
        sealId: null,
        vehicleId: null,
        journeyId: null,
        plate: null,
        raisedAtMs: minutesAgo(2),
        lastRaisedAtMs: minutesAgo(2),
        acknowledgeDueAtMs: minutesAgo(-5),
      }),
    }),
    draft('incident.opened', {
      incident: exampleIncident({
        id: bare.incidentId,
        kind: 'fence-alarm',
        severity: 3,
        openedAtMs: minutesAgo(2),
        alarms: [{ alarmId: bare.alarmId, why: [{ code: 'first' }] }],
      }),
    }),
    draft('task.issued', {
      task: exampleTask({
        id: 'T2',
        state: 'accepted',
        issuedBy: 'officer',
        acceptedBy: 'patrol',
        crew: [{ accountId: 'U-patrol', personId: 'U-patrol', name: 'patrol' }],
      }),
      revealed: null,
    }),
    draft('task.issued', {
      task: exampleTask({
        id: 'T3',
        kind: 'video-inspection',
        state: 'accepted',
        unitId: 'WGQ-V1',
        acceptedBy: 'officer',
        crew: [{ accountId: 'U-officer', personId: 'U-officer', name: 'officer' }],
      }),
      revealed: null,
    }),
  ];
}
