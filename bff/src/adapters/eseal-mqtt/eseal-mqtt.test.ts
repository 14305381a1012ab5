import { afterEach, describe, expect, it, vi } from 'vitest';
import { recordingHost } from './recording-host.fixture.ts';
import {
  base,
  closeAll,
  dial,
  eventually,
  report,
  startGateway,
  startSeal,
} from './seal-rig.fixture.ts';

afterEach(closeAll);

describe('the embedded broker', () => {
  it('passes telemetry and events on', async () => {
    const { host, accepted, counted } = recordingHost();
    const gateway = await startGateway(host);
    const seal = await startSeal(gateway.port);
    await seal.publishAsync(`${base}/telemetry`, report(1), { qos: 1 });
    await seal.publishAsync(`${base}/event`, report(2, ['cut', 'low-battery']), { qos: 1 });
    expect(accepted).toEqual([
      {
        kind: 'seal',
        gateway: 'eseal-mqtt',
        deviceId: 'ES000001',
        deviceAtMs: host.nowMs() - 2000,
        receivedAtMs: host.nowMs(),
        zone: 'WGQ',
        deviceSeq: 1,
        state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' },
        batteryPct: 90,
        events: [],
        point: [121.6, 31.3],
      },
      expect.objectContaining({ deviceSeq: 2, events: ['cut', 'low-battery'] }),
    ]);
    expect(counted).toEqual(['ok', 'ok']);
  });

  it('acknowledges after the commit, not before', async () => {
    let commit = () => {};
    const accept = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          commit = resolve;
        }),
    );
    const gateway = await startGateway({ ...recordingHost().host, accept });
    const seal = await startSeal(gateway.port);
    const acknowledged = vi.fn();
    const published = seal.publishAsync(`${base}/event`, report(1), { qos: 1 }).then(acknowledged);
    await eventually(() => expect(accept).toHaveBeenCalledOnce());
    // The broker answers in order: an answered ping proves that no PUBACK was on its way before it.
    const answered = new Promise((resolve) => seal.once('packetreceive', resolve));
    seal.sendPing();
    expect(await answered).toMatchObject({ cmd: 'pingresp' });
    expect(acknowledged).not.toHaveBeenCalled();
    commit();
    await published;
    expect(acknowledged).toHaveBeenCalledOnce();
  });

  it('leaves a report unacknowledged when it was not kept, and takes it when it comes again', async () => {
    const { host, accepted, counted, state } = recordingHost();
    const gateway = await startGateway(host);
    const seal = await startSeal(gateway.port, { clean: false, clientId: 'seal-1' });
    state.fails = true;
    const published = seal.publishAsync(`${base}/event`, report(7, ['cut']), { qos: 1 });
    await eventually(() => expect(state.refusals).toBeGreaterThan(1));
    expect(accepted).toEqual([]);
    state.fails = false;
    await published;
    expect(accepted).toMatchObject([{ deviceSeq: 7, events: ['cut'] }]);
    expect(counted).toEqual(['ok']);
  });

  it('counts a repeated sequence number as duplicate and acknowledges it', async () => {
    const { host, accepted, counted } = recordingHost();
    const gateway = await startGateway(host);
    const seal = await startSeal(gateway.port);
    await seal.publishAsync(`${base}/event`, report(3), { qos: 1 });
    await seal.publishAsync(`${base}/event`, report(3), { qos: 1 });
    expect(accepted).toHaveLength(1);
    expect(counted).toEqual(['ok', 'duplicate']);
  });

  it('hears the last will as gone, and online as alive', async () => {
    const { host, accepted } = recordingHost();
    const gateway = await startGateway(host);
    const will = {
      topic: `${base}/status`,
      payload: Buffer.from('{"online":false}'),
      qos: 1,
      retain: true,
    } as const;
    const seal = await startSeal(gateway.port, { will, reconnectPeriod: 0 });
    await seal.publishAsync(`${base}/status`, '{"online":true}', { qos: 1, retain: true });
    seal.stream.destroy();
    await eventually(() => expect(accepted.map(({ kind }) => kind)).toEqual(['alive', 'gone']));
  });

  it('acknowledges a payload that no repetition improves, and keeps it', async () => {
    const { host, accepted, bad } = recordingHost();
    const gateway = await startGateway(host);
    const seal = await startSeal(gateway.port);
    await seal.publishAsync(`${base}/telemetry`, 'not json', { qos: 1 });
    await seal.publishAsync('ftz/v1/WGQ/eseal/ES000002/telemetry', report(1), { qos: 1 });
    expect(bad.map(({ reason }) => reason)).toEqual(['not-json', 'foreign-id']);
    expect(accepted).toEqual([]);
  });

  it.each([`${base}/cmd`, 'ftz/v1/WGQ/gate/x/telemetry', '$SYS/x'])(
    'cuts off a client that publishes on %s',
    async (topic) => {
      const { host, bad } = recordingHost();
      const gateway = await startGateway(host);
      const victim = await startSeal(gateway.port);
      const heard = vi.fn();
      victim.on('message', heard);
      await victim.subscribeAsync(`${base}/cmd`, { qos: 1 });
      const seal = await startSeal(gateway.port, { reconnectPeriod: 0 });
      const closed = new Promise<void>((resolve) => seal.once('close', () => resolve()));
      seal.publish(topic, '{"op":"unlock"}', { qos: 1, retain: true });
      await closed;
      expect(bad.map(({ reason }) => reason)).toEqual([`foreign-topic ${topic}`]);
      expect(heard).not.toHaveBeenCalled();
    },
  );

  it.each(['ftz/v1/+/eseal/+/cmd', '#', `${base}/telemetry`, '$SYS/#'])(
    'refuses a subscription to %s',
    async (topic) => {
      const gateway = await startGateway(recordingHost().host);
      const seal = await startSeal(gateway.port);
      const outcome = await seal.subscribeAsync(topic, { qos: 1 }).catch((error: Error) => error);
      const granted = Array.isArray(outcome) ? outcome.map(({ qos }) => qos) : [128];
      expect(granted).toEqual([128]);
    },
  );

  it('carries a command to its seal once, unretained, and its answer back', async () => {
    const { host, accepted } = recordingHost();
    const gateway = await startGateway(host);
    const seal = await startSeal(gateway.port);
    await seal.subscribeAsync(`${base}/cmd`, { qos: 1 });
    const command = { zone: 'WGQ', sealId: 'ES000001', cmdId: 'c1', op: 'unlock', auth: 'hmac' };
    const heard = new Promise<{ topic: string; text: string; qos: number; retain: boolean }>(
      (resolve) =>
        seal.once('message', (topic, payload, { qos, retain }) =>
          resolve({ topic, text: payload.toString(), qos, retain }),
        ),
    );
    await gateway.commandSeal({ ...command, expiresAtMs: host.nowMs() + 30_000 });
    const { topic, text, qos, retain } = await heard;
    expect({ topic, qos, retain }).toEqual({ topic: `${base}/cmd`, qos: 1, retain: false });
    expect(JSON.parse(text)).toEqual({
      cmdId: 'c1',
      op: 'unlock',
      expiresAt: new Date(host.nowMs() + 30_000).toISOString(),
      auth: 'hmac',
    });
    await seal.publishAsync(`${base}/cmdAck`, '{"cmdId":"c1","result":"done"}', { qos: 1 });
    await seal.publishAsync(`${base}/cmdAck`, '{"cmdId":"c2","result":"jammed"}', { qos: 1 });
    const answer = { kind: 'order-answer', deviceId: 'ES000001' };
    expect(accepted).toMatchObject([
      { ...answer, orderId: 'c1', outcome: 'confirmed', detail: 'done' },
      { ...answer, orderId: 'c2', outcome: 'refused-by-device', detail: 'jammed' },
    ]);
  });

  it('sends no command to a stranger, none that is over, none that lives for hours', async () => {
    const { host } = recordingHost();
    const gateway = await startGateway(host);
    const command = { zone: 'WGQ', sealId: 'ES000001', cmdId: 'c1', op: 'unlock', auth: 'hmac' };
    const expiresAtMs = host.nowMs() + 30_000;
    await expect(gateway.commandSeal({ ...command, sealId: 'X', expiresAtMs })).rejects.toThrow(
      'registered',
    );
    await expect(gateway.commandSeal({ ...command, expiresAtMs: host.nowMs() })).rejects.toThrow(
      '60 seconds',
    );
    await expect(
      gateway.commandSeal({ ...command, expiresAtMs: expiresAtMs + 3_600_000 }),
    ).rejects.toThrow('60 seconds');
  });

  it('cuts off garbage and packets beyond the limit, and keeps their beginning', async () => {
    const { host, bad, accepted } = recordingHost();
    const gateway = await startGateway(host);
    const garbage = await dial(gateway.port);
    const garbageEnds = new Promise((resolve) => garbage.once('close', resolve));
    garbage.write(Buffer.alloc(1024 * 1024, 0xff));
    await garbageEnds;
    const seal = await startSeal(gateway.port, { reconnectPeriod: 0 });
    const sealEnds = new Promise<void>((resolve) => seal.once('close', () => resolve()));
    seal.publish(`${base}/telemetry`, Buffer.alloc(64 * 1024), { qos: 1 });
    await sealEnds;
    await eventually(() => expect(bad).toHaveLength(2));
    expect(bad[1]?.reason).toBe('too-long');
    for (const { length } of bad) expect(length).toBeLessThanOrEqual(2048);
    const next = await startSeal(gateway.port);
    await next.publishAsync(`${base}/telemetry`, report(1), { qos: 1 });
    expect(accepted).toHaveLength(1);
  });

  it('lives through 200 connections that say half a packet or nothing', async () => {
    const { host, accepted } = recordingHost();
    const gateway = await startGateway(host);
    const idlers = await Promise.all(Array.from({ length: 200 }, () => dial(gateway.port)));
    idlers.forEach((socket, n) => {
      if (n % 2) socket.write(Buffer.from([0x10, 0x20, 0x00, 0x04, 0x4d]));
    });
    const seal = await startSeal(gateway.port);
    await seal.publishAsync(`${base}/telemetry`, report(1), { qos: 1 });
    expect(accepted).toHaveLength(1);
    expect(gateway.health()).toEqual({ ok: true, detail: 'embedded broker, 1 seals connected' });
  });

  it('counts a version 5 client as unsupported, and that client falls back to 3.1.1', async () => {
    const { host, counted } = recordingHost();
    const gateway = await startGateway(host);
    await expect(
      startSeal(gateway.port, { protocolVersion: 5, reconnectPeriod: 0 }),
    ).rejects.toThrow();
    await eventually(() => expect(counted).toEqual(['unsupported']));
    const seal = await startSeal(gateway.port);
    expect(seal.connected).toBe(true);
  });
});
