import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { encodePassage } from '@ftz/mock-feeds/feeds/checkpoint-http/encode.ts';
import { sealKeyOf } from '@ftz/mock-feeds/feeds/eseal-mqtt/command.ts';
import { type SealDevice, startSealDevice } from '@ftz/mock-feeds/feeds/eseal-mqtt/device.ts';
import { encodeZoneEvent } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { openPanelLine, type PanelLine } from '#faults/harness/panel-line.ts';
import { answerQuestions } from './child-program.ts';
import { type FenceReportSent, fenceKey } from './fence-report.ts';
import { machineNowMs } from './machine-clock.ts';

/**
 * The devices whose reports are kept for good: perimeter panels, electronic seals, checkpoint lanes,
 * each over the protocol that it really speaks.
 */
export type FieldSettings = { settings: Record<string, string> };
export type FieldRates = { panels: number; seals: number; lanes: number };

const sealsConnected = 50;
const tickMs = 10;
const mostSeq = 9_999;

let settings: Record<string, string> = {};
const lines = new Map<string, PanelLine[]>();
const seals: SealDevice[] = [];
const agent = new Agent({ keepAlive: true, maxSockets: 24 });
let laneKeys: Record<string, string> = {};
let sent: FenceReportSent[] = [];
let counts = { panels: 0, seals: 0, lanes: 0, refusedLanes: 0 };
let panelSeq = 0;
const timers: NodeJS.Timeout[] = [];

/** Alarm and restoral by turns, over all stretches of fence. */
function reportFence(n: number): void {
  const fence = site.fences[n % site.fences.length];
  if (!fence) return;
  const code = Math.floor(n / site.fences.length) % 2 === 0 ? 'BA' : 'BR';
  sendFence(fence.account, fence.zone, code);
}

function sendFence(account: string, zone: number, code: string): void {
  const ofPanel = lines.get(account) ?? [];
  panelSeq = (panelSeq % mostSeq) + 1;
  const deviceAtMs = Math.floor(Date.now() / 1000) * 1000;
  const frame = encodeZoneEvent({ account, seq: panelSeq, zone, code, atMs: deviceAtMs });
  ofPanel[zone % ofPanel.length]?.send({
    seq: panelSeq,
    frame,
    onWritten: () =>
      sent.push({ key: fenceKey(account, zone, code, deviceAtMs), atMs: machineNowMs() }),
    onAcked: () => {
      counts.panels += 1;
    },
  });
}

/** Its battery runs low, says each in its turn: kept, and nobody's alarm. */
function reportSeal(n: number): void {
  seals[n % seals.length]?.sendEvent({
    atMs: Date.now(),
    point: [121.6, 31.3],
    state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' },
    batteryPct: 19,
    events: ['low-battery'],
  });
  counts.seals += 1;
}

function reportPassage(n: number): void {
  const lane = site.lanes[n % site.lanes.length];
  if (!lane) return;
  const truck = fleetVehicle((n % 1_000) + 1);
  const atMs = Date.now();
  const body = encodePassage({
    eventId: `bench-${process.pid}-${n}`,
    laneId: lane.id,
    area: lane.area,
    direction: lane.direction,
    openedAtMs: atMs - 4_000,
    closedAtMs: atMs,
    plate: truck.plate,
    plateConfidence: 0.98,
    containerNo: truck.containerNo,
    seals: [],
    weightKg: 21_000,
  });
  post(`/devices/lanes/${lane.id}/passages`, laneKeys[lane.id] ?? '', body);
}

function post(path: string, key: string, body: string): void {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const asked = request(
    { port: Number(settings.PORT), host: '127.0.0.1', path, method: 'POST', agent, headers },
    (response) => {
      response.resume();
      if (response.statusCode === 202) counts.lanes += 1;
      else counts.refusedLanes += 1;
    },
  );
  asked.on('error', () => {
    counts.refusedLanes += 1;
  });
  asked.end(body);
}

/** Calls so often a second, evenly. */
function evenly(perSecond: number, report: (n: number) => void): void {
  if (perSecond === 0) return;
  const startedAtMs = performance.now();
  let done = 0;
  const tick = () => {
    const due = ((performance.now() - startedAtMs) * perSecond) / 1000;
    for (; done < due; done++) report(done);
  };
  timers.push(setInterval(tick, tickMs));
}

answerQuestions({
  connect: async (field: FieldSettings) => {
    settings = field.settings;
    const keys = readFileSync(join(settings.DATA_DIR ?? '', 'device-keys.json'), 'utf8');
    const file = JSON.parse(keys) as Record<'lanes' | 'devices', Record<string, string>>;
    const deviceKeys = file.devices;
    laneKeys = file.lanes;
    for (const { account } of site.panels) {
      const ofPanel = [0, 1].map(() => openPanelLine(Number(settings.DC09_PORT)));
      lines.set(account, ofPanel);
    }
    for (let i = 0; i < sealsConnected; i++) {
      const { sealId, area } = fleetVehicle(2 * i + 1);
      const url = `mqtt://127.0.0.1:${settings.MQTT_PORT}`;
      const key = sealKeyOf(deviceKeys, sealId ?? '');
      const seal = { zone: area, sealId: sealId ?? '', firstSeq: Date.now(), key };
      seals.push(startSealDevice({ url, ...seal }));
    }
    await Promise.all(seals.map(({ online }) => online));
  },
  drive: ({ panels, seals: sealRate, lanes: laneRate }: FieldRates) => {
    evenly(panels, reportFence);
    evenly(sealRate, reportSeal);
    evenly(laneRate, reportPassage);
  },
  /** One alarm on one stretch of fence. */
  alarm: (n: number) => reportFence(n),
  halt: () => {
    for (const timer of timers.splice(0)) clearInterval(timer);
  },
  reset: () => {
    sent = [];
    counts = { panels: 0, seals: 0, lanes: 0, refusedLanes: 0 };
  },
  counts: () => counts,
  sent: () => sent,
});
