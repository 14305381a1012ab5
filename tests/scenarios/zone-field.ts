import { startLanes } from '@ftz/mock-feeds/feeds/checkpoint-http/device.ts';
import { startDocumentFeed } from '@ftz/mock-feeds/feeds/documents-http/device.ts';
import { papersOf } from '@ftz/mock-feeds/feeds/documents-http/papers.ts';
import { sealKeyOf } from '@ftz/mock-feeds/feeds/eseal-mqtt/command.ts';
import { type SealDevice, startSealDevice } from '@ftz/mock-feeds/feeds/eseal-mqtt/device.ts';
import { startCameras } from '@ftz/mock-feeds/feeds/hls-camera/device.ts';
import { noJournal } from '@ftz/mock-feeds/feeds/journal.ts';
import { startTerminal, type Terminal } from '@ftz/mock-feeds/feeds/jt808/device.ts';
import { type PanelDevice, startPanel } from '@ftz/mock-feeds/feeds/perimeter-dc09/device.ts';
import type { LaneReading } from '@ftz/mock-feeds/sim/lane.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import type { DeclaredJourney } from '@ftz/mock-feeds/sim/world-event.ts';
import type { FeedPlan } from '@ftz/shared/contract/feed-plan.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { SealEventName } from '@ftz/shared/contract/seal.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import type { After } from '#faults/harness/undo.ts';

/**
 * The devices of the zone under the hand of a scenario: each speaks its own protocol over a real
 * socket, and does what the story wants, when it wants it.
 */
export type ZoneField = {
  /** A truck under way to a gate, with terminal and seal, standing at `point`. */
  sendOut: (n: number, toGateId: string, point: LonLat) => Promise<TruckInField>;
  fence: (segmentId: string, code: string) => void;
  readLane: (reading: LaneReading) => Promise<void>;
  declare: (journey: DeclaredJourney) => Promise<void>;
  /** Its manifest, bill of lading, entry and gate pass. */
  file: (journey: DeclaredJourney) => Promise<void>;
  /** From now on every camera shows the picture of this moment. */
  freezeCameras: () => void;
  /** Every panel of the fences is cut off. */
  silencePanels: () => void;
};

export type TruckInField = {
  plate: string;
  containerNo: string;
  sealId: string | null;
  journey: DeclaredJourney;
  stand: (point: LonLat) => void;
  cutRope: () => void;
  /** The seal says that its battery is nearly empty. */
  weakenBattery: () => void;
  fallSilent: () => Promise<void>;
};

const positionEveryMs = 2_000;
const hourMs = 3_600_000;
const sealedState = { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' } as const;

export async function openZoneField(
  plan: FeedPlan,
  after: After,
  { withoutCameras = [] }: { withoutCameras?: readonly string[] } = {},
): Promise<ZoneField> {
  const abort = new AbortController();
  after(() => abort.abort());
  const random = createRandom(plan.seed, 'scenario');
  const surroundings = { ...plan, random, signal: abort.signal, journal: noJournal };
  const lanes = startLanes(surroundings);
  const documents = startDocumentFeed(surroundings);
  const cameras = await openCameras(plan, after, withoutCameras);
  const panels = openPanels(plan, after);
  await Promise.all([...panels.values()].map(({ online }) => online));
  let journeys = 0;

  const declare = async (journey: DeclaredJourney) => {
    const outcome = await documents.declare(journey);
    if (!outcome.accepted) throw new Error(`journey ${journey.id} was not accepted`);
  };

  return {
    declare,
    file: async (journey) => {
      for (const paper of papersOf(journey)) await documents.file(paper);
    },
    freezeCameras: cameras.freeze,
    silencePanels: () => {
      for (const panel of panels.values()) panel.close();
    },
    fence: (segmentId, code) => {
      const segment = site.fences.find(({ id }) => id === segmentId);
      if (!segment) throw new Error(`there is no fence ${segmentId}`);
      panels.get(segment.account)?.sendZoneEvent({ zone: segment.zone, code, atMs: Date.now() });
    },
    readLane: async (reading) => {
      const outcome = await lanes.sendPassage(reading);
      if (!outcome.accepted) throw new Error(`${reading.laneId} was not heard: ${outcome.why}`);
    },
    sendOut: async (n, toGateId, point) => {
      journeys += 1;
      const journey = journeyTo(n, toGateId, point, journeys);
      await declare(journey);
      return putOnRoad(plan, n, journey, point, after);
    },
  };
}

function journeyTo(n: number, toGateId: string, point: LonLat, count: number): DeclaredJourney {
  const vehicle = fleetVehicle(n);
  const gate = site.gates.find(({ id }) => id === toGateId);
  if (!gate) throw new Error(`there is no gate ${toGateId}`);
  const nowMs = Date.now();
  return {
    id: `J-${nowMs}-${n}-${count}`,
    vehicleId: vehicle.id,
    plate: vehicle.plate,
    containerNo: vehicle.containerNo,
    sealId: vehicle.sealId,
    fromGateId: 'YSP-L2',
    toGateId,
    corridor: [point, gate.point],
    corridorM: 300,
    departedAtMs: nowMs - hourMs / 2,
    dueAtMs: nowMs + hourMs,
  };
}

async function putOnRoad(
  plan: FeedPlan,
  n: number,
  journey: DeclaredJourney,
  start: LonLat,
  after: After,
): Promise<TruckInField> {
  const vehicle = fleetVehicle(n);
  const terminal = openTerminal(plan, n);
  const seal = openSeal(plan, n);
  let at = start;
  const report = () =>
    terminal.report({
      atMs: Math.floor(Date.now() / 1000) * 1000,
      point: at,
      headingDeg: 0,
      speedKph: 12,
      odometerM: 1_000,
      ignition: true,
    });
  const beat = setInterval(report, positionEveryMs);
  const fallSilent = async () => {
    clearInterval(beat);
    terminal.close();
    await seal?.close();
  };
  after(fallSilent);
  await Promise.all([terminal.online, seal?.online]);
  report();
  const tell = (change: object, event: SealEventName, batteryPct = 80) =>
    seal?.sendEvent({
      atMs: Date.now(),
      point: at,
      state: { ...sealedState, ...change },
      batteryPct,
      events: [event],
    });
  tell({}, 'sealed');
  return {
    plate: vehicle.plate,
    containerNo: vehicle.containerNo,
    sealId: vehicle.sealId,
    journey,
    stand: (point) => {
      at = point;
      report();
    },
    cutRope: () => tell({ sealed: false, rope: 'cut' }, 'cut'),
    weakenBattery: () => tell({}, 'low-battery', 12),
    fallSilent,
  };
}

function openTerminal(plan: FeedPlan, n: number): Terminal {
  const { terminalId, plate, datum } = fleetVehicle(n);
  return startTerminal({
    host: plan.host,
    port: plan.ports.jt808,
    terminalId,
    plate,
    edition: n % 2 === 0 ? '2013' : '2019',
    datum,
    random: createRandom(plan.seed, `terminal ${n}`),
    nowMs: Date.now,
  });
}

function openSeal(plan: FeedPlan, n: number): SealDevice | null {
  const { sealId, area } = fleetVehicle(n);
  if (sealId === null) return null;
  return startSealDevice({
    url: plan.mqttUrl,
    zone: area,
    sealId,
    firstSeq: Math.floor(Date.now() / 1000),
    key: sealKeyOf(plan.deviceKeys, sealId),
  });
}

function openPanels(plan: FeedPlan, after: After): Map<string, PanelDevice> {
  const panels = new Map(
    site.panels.map(({ account, nullPeriodS }) => {
      const settings = {
        host: plan.host,
        port: plan.ports['perimeter-dc09'],
        account,
        nullPeriodS,
        firstSeq: (Math.floor(Date.now() / 1000) % 9999) + 1,
        random: createRandom(plan.seed, `panel ${account}`),
        nowMs: Date.now,
      };
      return [account, startPanel(settings)] as const;
    }),
  );
  after(() => {
    for (const panel of panels.values()) panel.close();
  });
  return panels;
}

/** A head-end whose clock can be stopped: then its pictures stand still, as frozen ones do. */
async function openCameras(plan: FeedPlan, after: After, without: readonly string[]) {
  let frozenAtMs: number | null = null;
  const { hostname, port } = new URL(plan.camerasUrl);
  const cameras = await startCameras({
    host: hostname,
    port: Number(port),
    cameras: site.cameras.filter(({ id }) => !without.includes(id)),
    nowMs: () => frozenAtMs ?? Date.now(),
  });
  after(cameras.close);
  return {
    freeze: () => {
      frozenAtMs = Date.now();
    },
  };
}
