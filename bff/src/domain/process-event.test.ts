import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { createCameraFinder } from '@ftz/shared/geo/camera-finder.ts';
import { cameraTargetOf, placeOfAlarm } from '@ftz/shared/geo/camera-target.ts';
import { fleet, fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { site, siteTimeLimits } from '@ftz/shared/site/site.ts';
import { Fold } from '@ftz/shared/state/fold.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { openAlarms, openIncidents } from '@ftz/shared/state/situation-selectors.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AlarmRule } from './alarm-rule.ts';
import { type Leading, leadOn } from './fold-drafts.ts';
import { emptyPicture, type LivePicture } from './live-picture.ts';
import { messageKey } from './message-key.ts';
import type { Observation } from './observation.ts';
import { processEvent } from './process-event.ts';
import { processSilence } from './process-silence.ts';
import { buildRegistry } from './registry.ts';
import { rule as clockWrong } from './rules/clock-wrong.ts';
import { rule as distress } from './rules/distress.ts';
import { rule as fenceAlarm } from './rules/fence-alarm.ts';
import { rule as halted } from './rules/halted.ts';
import { rule as laneMismatch } from './rules/lane-mismatch.ts';
import { rule as offRoute } from './rules/off-route.ts';
import { rule as sealCut } from './rules/seal-cut.ts';
import { rule as sealSilent } from './rules/seal-silent.ts';
import type { World } from './sighting.ts';

const rules: AlarmRule[] = [
  clockWrong,
  distress,
  fenceAlarm,
  halted,
  laneMismatch,
  offRoute,
  sealCut,
  sealSilent,
];
const registry = buildRegistry(site, fleet(20), []);
const truck = fleetVehicle(1);
const noonMs = Date.UTC(2026, 0, 15, 4);
const segment = site.fences[0];
const beside: [number, number] = [(segment?.line[0][0] ?? 0) + 0.001, segment?.line[0][1] ?? 0];

/** A house of the domain alone: what it decides is committed at once. */
let situation: Situation;
let picture: LivePicture;
let ids = 0;

beforeEach(() => {
  situation = emptySituation();
  picture = emptyPicture(noonMs - 60_000);
  ids = 0;
});

const newId = (prefix: string) => `${prefix}${++ids}`;

/** What this puts is committed. */
function commit(nowMs: number, decide: (world: World, leading: Leading) => void): DurableDraft[] {
  const fold = new Fold(situation);
  const leading = leadOn(fold, nowMs);
  decide(
    { registry, situation: leading.situation, picture, limits: siteTimeLimits, nowMs },
    leading,
  );
  situation = fold.handOut();
  return leading.drafts;
}

function hear(observation: Observation, nowMs = observation.receivedAtMs): DurableDraft[] {
  return commit(nowMs, (world, leading) => {
    processEvent(observation, world, leading, rules, newId, () => undefined);
  });
}

const position = (
  atMs: number,
  change: Partial<Extract<Observation, { kind: 'position' }>> = {},
): Observation => ({
  kind: 'position',
  gateway: 'jt808',
  deviceId: truck.terminalId,
  deviceAtMs: atMs,
  receivedAtMs: atMs,
  point: beside,
  speedKph: 40,
  headingDeg: 0,
  alarms: [],
  backfill: false,
  ...change,
});
const cut = (atMs: number, seq: number, deviceAtMs = atMs): Observation => ({
  kind: 'seal',
  gateway: 'eseal-mqtt',
  deviceId: truck.sealId ?? '',
  deviceAtMs,
  receivedAtMs: atMs,
  zone: 'WGQ',
  deviceSeq: seq,
  state: { sealed: false, rope: 'cut', motor: 'locked', cover: 'closed' },
  batteryPct: 77,
  events: ['cut'],
  point: beside,
});
const fence = (atMs: number): Observation => ({
  kind: 'fence',
  gateway: 'perimeter-dc09',
  deviceId: segment?.account ?? '',
  deviceAtMs: atMs,
  receivedAtMs: atMs,
  zone: segment?.zone ?? 0,
  signal: 'alarm',
  code: 'BA',
  panelSeq: 3,
});
const journey: Observation = {
  kind: 'journey',
  gateway: 'documents-http',
  deviceId: truck.id,
  deviceAtMs: noonMs,
  receivedAtMs: noonMs,
  journey: {
    id: 'J1',
    vehicleId: truck.id,
    plate: truck.plate,
    containerNo: truck.containerNo,
    sealId: truck.sealId,
    fromGateId: 'YSP-L2',
    toGateId: 'WGQ-G1',
    corridor: [beside, [beside[0] + 0.01, beside[1]]],
    corridorM: 300,
    departedAtMs: noonMs,
    dueAtMs: noonMs + 3_600_000,
  },
};
const typesOf = (drafts: DurableDraft[]) => drafts.map(({ type }) => type);

describe('one incident out of many alarms', () => {
  it('joins seal, route, fence and gate, and says why', () => {
    hear(journey);
    hear(position(noonMs + 1_000, { point: [beside[0], beside[1] + 0.007] }));
    hear(cut(noonMs + 2_000, 1));
    hear(fence(noonMs + 3_000));
    hear({
      kind: 'passage',
      gateway: 'checkpoint-http',
      deviceId: 'WGQ-G1-L1',
      deviceAtMs: noonMs + 4_000,
      receivedAtMs: noonMs + 4_000,
      passage: {
        eventId: 'P1',
        laneId: 'WGQ-G1-L1',
        direction: 'IN',
        closedAtMs: noonMs + 4_000,
        plate: truck.plate,
        plateConfidence: 0.9,
        containerNos: [truck.containerNo],
        seals: [{ id: truck.sealId ?? '', state: 'broken' }],
        weightKg: null,
      },
    });
    const incidents = openIncidents(situation);
    expect(incidents).toHaveLength(1);
    expect(incidents[0]?.severity).toBe(1);
    expect(incidents[0]?.kind).toBe('seal-cut');
    const kinds = incidents[0]?.alarms.map(({ alarmId }) => situation.alarms[alarmId]?.kind);
    expect(kinds).toEqual(['off-route', 'seal-cut', 'fence-alarm', 'lane-mismatch']);
    const fenceWhy = incidents[0]?.alarms[2]?.why;
    expect(fenceWhy?.map(({ code }) => code)).toEqual(['near']);
    expect(situation.journeys.J1?.state).toBe('arrived');
  });
});

describe('once', () => {
  it('a condition that lasts raises once, a thing that happens again counts', () => {
    hear(cut(noonMs, 1));
    const says = (atMs: number, seq: number) =>
      typesOf(hear({ ...cut(atMs, seq), events: [] } as Observation));
    // The first word after the alarm is the fresh reading that the procedure asks for.
    expect(says(noonMs + 1, 2)).toEqual(['procedure.proved']);
    expect(says(noonMs + 2, 3)).toEqual([]);
    hear(cut(noonMs + 3, 4));
    expect(openAlarms(situation)).toMatchObject([{ count: 2, state: 'unacked' }]);
  });

  it('a message has one name however often it is sent, and another one has another', () => {
    expect(messageKey(cut(noonMs, 1))).toBe(messageKey(cut(noonMs, 1)));
    expect(messageKey(cut(noonMs, 1))).not.toBe(messageKey(cut(noonMs, 2)));
    expect(messageKey(cut(noonMs, 1))).not.toBe(messageKey(cut(noonMs + 1, 1)));
    expect(messageKey(position(noonMs))).toBeNull();
    expect(messageKey(position(noonMs, { alarms: ['sos'] }))).not.toBeNull();
  });
});

describe('time', () => {
  it('data from the future is quarantined and moves nothing', () => {
    const drafts = hear(position(noonMs + 3_600_000, { receivedAtMs: noonMs }), noonMs);
    expect(typesOf(drafts)).toEqual(['report.quarantined', 'alarm.raised']);
    expect(openAlarms(situation)).toMatchObject([{ kind: 'clock-wrong', severity: 4 }]);
    expect(picture.vehicles.get(truck.id)?.fix).toBeNull();
  });

  it('an alarm from the future is kept whole, and somebody is told', () => {
    const tomorrowMs = noonMs + 86_400_000;
    const drafts = hear({ ...cut(noonMs, 1), deviceAtMs: tomorrowMs } as Observation, noonMs);
    expect(JSON.stringify(drafts[0])).toContain('cut');
    expect(openAlarms(situation)).toMatchObject([{ kind: 'clock-wrong', severity: 3 }]);
    hear(cut(noonMs + 5, 2));
    expect(openAlarms(situation).map(({ kind }) => kind)).toContain('seal-cut');
  });

  it('after a restart the log remembers what is old', () => {
    hear(cut(noonMs, 2));
    picture = emptyPicture(noonMs);
    const before = { ...cut(noonMs + 1_000, 1, noonMs - 300_000), events: [] } as Observation;
    const intact = { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' } as const;
    hear({ ...before, state: intact } as Observation);
    expect(openAlarms(situation)).toMatchObject([{ kind: 'seal-cut', returnedAtMs: null }]);
  });

  it('back-fill raises nothing and moves nothing', () => {
    hear(journey);
    hear(position(noonMs + 1_000));
    const far = position(noonMs + 2_000, { point: [121, 31], backfill: true });
    expect(typesOf(hear(far))).toEqual([]);
    expect(picture.vehicles.get(truck.id)?.fix?.point).toEqual(beside);
  });

  it('a late fix does not move the marker', () => {
    hear(position(noonMs));
    hear(position(noonMs - 30_000, { point: [121, 31], receivedAtMs: noonMs + 1 }));
    expect(picture.vehicles.get(truck.id)?.fix?.point).toEqual(beside);
  });

  it('a sign of life makes nothing late', () => {
    hear({ ...position(noonMs), kind: 'alive', deviceAtMs: noonMs + 900 } as Observation);
    hear(position(noonMs));
    expect(picture.vehicles.get(truck.id)?.fix?.deviceAtMs).toBe(noonMs);
  });

  it('a cut that was buffered still raises, and says how late', () => {
    hear(cut(noonMs, 1, noonMs - 3_600_000));
    const facts = openAlarms(situation)[0]?.facts ?? [];
    expect(facts).toContainEqual({ name: 'late-by-s', value: '3600' });
  });

  it('late news of what was judged already changes nothing', () => {
    hear(cut(noonMs, 1));
    expect(typesOf(hear(cut(noonMs + 5, 0, noonMs - 1_000)))).not.toContain('alarm.repeated');
    expect(openAlarms(situation)).toMatchObject([{ count: 1 }]);
  });
});

describe('what was closed', () => {
  const close = (incidentId: string): DurableDraft => ({
    type: 'incident.closed',
    areas: ['WGQ'],
    actor: { kind: 'person', accountId: 'U1', name: 'officer' },
    data: { incidentId, conclusion: 'confirmed', note: '' },
  });
  const still = (atMs: number, seq: number) => ({ ...cut(atMs, seq), events: [] }) as Observation;

  it('is not raised again while it lasts, and is on the next journey', () => {
    hear(journey);
    hear(cut(noonMs + 1_000, 1));
    const closed = close(openIncidents(situation)[0]?.id ?? '');
    commit(noonMs + 2_000, (_world, leading) => leading.put([closed]));
    hear(still(noonMs + 3_000, 2));
    expect(openAlarms(situation)).toEqual([]);
    if (journey.kind !== 'journey') throw new Error('the example is a journey');
    const next = { ...journey.journey, id: 'J2', departedAtMs: noonMs + 4_000 };
    hear({ ...journey, journey: next });
    hear(still(noonMs + 5_000, 3));
    expect(openAlarms(situation)).toMatchObject([{ kind: 'seal-cut', journeyId: 'J2' }]);
  });
});

describe('two trucks at one gate', () => {
  it('are two incidents', () => {
    const sos = (n: number): Observation =>
      position(noonMs + n, { deviceId: fleetVehicle(n).terminalId, alarms: ['sos'] });
    hear(sos(2));
    hear(sos(3));
    expect(openIncidents(situation)).toHaveLength(2);
  });
});

describe('the cameras that an alarm names', () => {
  it('are those that a desk finds for it from what it knows of the site', () => {
    hear(journey);
    hear(cut(noonMs + 1_000, 1));
    hear(fence(noonMs + 2_000));
    const known = createCameraFinder(site.cameras, site.obstacles);
    const alarms = openAlarms(situation);
    expect(alarms.map(({ kind }) => kind).toSorted()).toEqual(['fence-alarm', 'seal-cut']);
    for (const alarm of alarms) {
      const target = cameraTargetOf(placeOfAlarm(alarm, site.fences));
      const found = target ? known.rank(target).map(({ camera }) => camera.id) : [];
      expect(found.length).toBeGreaterThan(0);
      expect(alarm.cameraIds).toEqual(found);
    }
  });
});

describe('a repeated alarm that is graver', () => {
  it('makes its incident graver and shortens the clock', () => {
    hear(fence(noonMs));
    hear({ ...fence(noonMs + 1_000), signal: 'verified-alarm', panelSeq: 4 } as Observation);
    expect(openIncidents(situation)).toMatchObject([{ severity: 1 }]);
    expect(openAlarms(situation)).toMatchObject([
      { severity: 1, acknowledgeDueAtMs: noonMs + 31_000 },
    ]);
  });
});

describe('strangers', () => {
  const stranger = position(noonMs, { deviceId: '019999999999', alarms: ['sos'] });

  it('are bounded in number, however many are invented', () => {
    for (let n = 0; n < 1_200; n++) {
      hear(position(noonMs + n, { deviceId: `0${String(19_000_000_000 + n)}` }));
    }
    expect(picture.vehicles.size).toBe(1_000);
    expect(picture.devices.size).toBe(1_000);
    expect(Object.keys(situation.unknownDevices)).toHaveLength(500);
  });

  it('are listed once, shown, and raise nothing', () => {
    expect(typesOf(hear(stranger))).toEqual(['device.discovered']);
    expect(
      typesOf(hear({ ...stranger, deviceAtMs: noonMs + 5, receivedAtMs: noonMs + 5 })),
    ).toEqual([]);
    expect(picture.vehicles.get('019999999999')?.vehicle.trusted).toBe(false);
    expect(openAlarms(situation)).toEqual([]);
  });
});

describe('silence', () => {
  it('of a seal on a moving truck is raised once, and ends when it speaks', () => {
    hear(journey);
    const laterMs = noonMs + 6 * 60_000;
    hear(position(laterMs));
    const sweep = (nowMs: number) =>
      commit(nowMs, (world, leading) => {
        processSilence(world, leading, rules, newId, 100);
      });
    expect(typesOf(sweep(laterMs))).toContain('alarm.raised');
    expect(typesOf(sweep(laterMs + 1))).toEqual([]);
    hear({
      ...cut(laterMs + 2, 9),
      state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' },
      events: [],
    } as Observation);
    expect(typesOf(sweep(laterMs + 3))).toEqual(['alarm.returned']);
  });
});
