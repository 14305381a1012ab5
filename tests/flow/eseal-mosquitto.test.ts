import type { GatewayHost } from '@ftz/bff/adapters/device-adapter.ts';
import { esealMqttAdapter } from '@ftz/bff/adapters/eseal-mqtt/eseal-mqtt.ts';
import type { Observation } from '@ftz/bff/domain/observation.ts';
import { connectAsync, type IPublishPacket, type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Mosquitto, startMosquitto } from './mosquitto.ts';

const nowMs = Date.UTC(2026, 10, 22, 10, 0, 0);
const closers: (() => Promise<unknown>)[] = [];
let mosquitto: Mosquitto;

beforeAll(async () => {
  mosquitto = await startMosquitto();
}, 240_000);
afterAll(() => mosquitto?.stop());
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 20_000 });

/** A seal id of its own for every test: the broker remembers between them. */
let sealNumber = 0;
function freshSeal() {
  sealNumber++;
  const id = `ES9${String(sealNumber).padStart(5, '0')}`;
  const report = (seq: number, events: string[] = []) =>
    JSON.stringify({
      v: 1,
      id,
      seq,
      ts: new Date(nowMs).toISOString(),
      tsSource: 'rtc',
      state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' },
      batteryPct: 77,
      events,
    });
  return { id, base: `ftz/v1/YSP/eseal/${id}`, report };
}

function recordingHost() {
  const accepted: Observation[] = [];
  const refused: Observation[] = [];
  const state = { fails: false };
  const host: GatewayHost = {
    accept: async (observation) => {
      (state.fails ? refused : accepted).push(observation);
      if (state.fails) throw new Error('the disk is full');
    },
    countFrame: () => {},
    keepBadFrame: (_bytes, reason) => {
      throw new Error(`a bad frame came from our own test: ${reason}`);
    },
    nowMs: () => nowMs,
  };
  const of = (id: string) => accepted.filter(({ deviceId }) => deviceId === id);
  return { host, of, refused, state };
}

async function startGateway(host: GatewayHost, clientId = 'ftz-test') {
  const settings = {
    host: '127.0.0.1',
    port: 0,
    url: mosquitto.url,
    registry: () => true,
    clientId,
  };
  const gateway = await esealMqttAdapter(settings).start(host);
  closers.push(() => gateway.close());
  await eventually(() => expect(gateway.health()).toMatchObject({ ok: true }));
  return gateway;
}

async function startSeal(protocolVersion: 4 | 5): Promise<MqttClient> {
  const client = await connectAsync(mosquitto.url, { protocolVersion });
  closers.push(() => client.endAsync(true));
  return client;
}

describe.each([4, 5] as const)('a seal of MQTT version %i behind Mosquitto', (version) => {
  it('has its telemetry and events taken', async () => {
    const { host, of } = recordingHost();
    await startGateway(host);
    const seal = await startSeal(version);
    const { id, base, report } = freshSeal();
    await seal.publishAsync(`${base}/telemetry`, report(1), { qos: 1 });
    await seal.publishAsync(`${base}/event`, report(2, ['cut']), { qos: 1 });
    await eventually(() => expect(of(id)).toHaveLength(2));
    expect(of(id)).toMatchObject([
      { kind: 'seal', zone: 'YSP', deviceSeq: 1, batteryPct: 77 },
      { kind: 'seal', deviceSeq: 2, events: ['cut'] },
    ]);
  });

  it('is sent again what was not kept, and only that', async () => {
    const { host, of, refused, state } = recordingHost();
    await startGateway(host);
    const seal = await startSeal(version);
    const { id, base, report } = freshSeal();
    await seal.publishAsync(`${base}/event`, report(1), { qos: 1 });
    await eventually(() => expect(of(id)).toHaveLength(1));
    state.fails = true;
    await seal.publishAsync(`${base}/event`, report(2, ['cut']), { qos: 1 });
    await eventually(() => expect(refused.length).toBeGreaterThan(0));
    state.fails = false;
    await eventually(() => expect(of(id)).toHaveLength(2));
    expect(of(id)).toMatchObject([{ deviceSeq: 1 }, { deviceSeq: 2, events: ['cut'] }]);
  });

  it('loses nothing while the gateway is away', async () => {
    const first = recordingHost();
    const gateway = await startGateway(first.host, `ftz-away-${version}`);
    await gateway.close();
    const seal = await startSeal(version);
    const { id, base, report } = freshSeal();
    for (const seq of [1, 2, 3]) await seal.publishAsync(`${base}/event`, report(seq), { qos: 1 });
    const second = recordingHost();
    await startGateway(second.host, `ftz-away-${version}`);
    await eventually(() => expect(second.of(id)).toHaveLength(3));
    expect(second.of(id)).toMatchObject([{ deviceSeq: 1 }, { deviceSeq: 2 }, { deviceSeq: 3 }]);
  });

  it('hears a command, unretained, that ends by itself', async () => {
    const { host } = recordingHost();
    const gateway = await startGateway(host);
    const seal = await startSeal(version);
    const { id, base } = freshSeal();
    await seal.subscribeAsync(`${base}/cmd`, { qos: 1 });
    const heard = new Promise<IPublishPacket>((resolve) => {
      seal.once('message', (_topic, _payload, packet) => resolve(packet));
    });
    const expiresAtMs = nowMs + 30_000;
    await gateway.commandSeal({
      zone: 'YSP',
      sealId: id,
      cmdId: 'c1',
      op: 'lock',
      auth: 'hmac',
      expiresAtMs,
    });
    const packet = await heard;
    expect(packet).toMatchObject({ qos: 1, retain: false });
    expect(JSON.parse(packet.payload.toString())).toMatchObject({ cmdId: 'c1', op: 'lock' });
    const expiryS = packet.properties?.messageExpiryInterval ?? 0;
    if (version === 5) expect(expiryS).toBeGreaterThan(0);
    expect(expiryS).toBeLessThanOrEqual(30);
  });
});

it('speaks version 5 to a broker that can', async () => {
  const gateway = await startGateway(recordingHost().host);
  expect(gateway.health().detail).toBe('broker, MQTT version 5');
});
