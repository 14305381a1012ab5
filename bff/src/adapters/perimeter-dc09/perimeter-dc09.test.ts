import { createSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FrameResult, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { encryptBody } from './encryption.ts';
import { readFrame } from './frame.ts';
import { perimeterDc09Adapter } from './perimeter-dc09.ts';
import { wrapSpan } from './reply.ts';

const nowMs = Date.UTC(2026, 10, 22, 10, 0, 0);
const open: { gateways: RunningGateway[]; sockets: Socket[] } = { gateways: [], sockets: [] };

/** Two busy cores may take their time; the condition decides, not the clock. */
const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 20_000 });

afterEach(async () => {
  for (const socket of open.sockets.splice(0)) socket.destroy();
  for (const gateway of open.gateways.splice(0)) await gateway.close();
});

function recordingHost() {
  const accepted: Observation[] = [];
  const counted: FrameResult[] = [];
  const bad: { reason: string; length: number }[] = [];
  const state = { fails: false };
  const host: GatewayHost = {
    accept: async (observation) => {
      if (state.fails) throw new Error('the disk is full');
      accepted.push(observation);
    },
    countFrame: (result) => counted.push(result),
    keepBadFrame: (bytes, reason) => bad.push({ reason, length: bytes.length }),
    nowMs: () => nowMs,
  };
  return { host, accepted, counted, bad, state };
}

async function startPanel(host: GatewayHost, keyOf?: (account: string) => string | null) {
  const adapter = perimeterDc09Adapter({
    host: '127.0.0.1',
    port: 0,
    registry: (account) => account === '1001',
    ...(keyOf ? { keyOf } : {}),
  });
  const gateway = await adapter.start(host);
  open.gateways.push(gateway);
  return { gateway, ...(await dial(gateway)) };
}

async function dial(gateway: RunningGateway) {
  const socket = connect(gateway.port ?? 0, '127.0.0.1');
  open.sockets.push(socket);
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  const replies = () =>
    heard
      .split('\r')
      .filter(Boolean)
      .map((text) => readFrame(Buffer.from(text.slice(1), 'latin1')));
  const hears = (count: number) =>
    eventually(() => {
      expect(replies()).toHaveLength(count);
      return replies().map((reading) =>
        reading.ok ? `${reading.frame.id} ${reading.frame.seq}` : reading.reason,
      );
    });
  return { socket, hears, heardText: () => heard };
}

const send = (span: string) => wrapSpan(span, 'ascii');
const alarm = send('"SIA-DCS"0042L0#1001[#1001|Nri1/BA7]_09:59:50,11-22-2026');

describe('perimeterDc09Adapter', () => {
  it('keeps an alarm, then acknowledges it', async () => {
    const { host, accepted, counted } = recordingHost();
    const { socket, hears } = await startPanel(host);
    socket.write(alarm);
    expect(await hears(1)).toEqual(['ACK 0042']);
    expect(accepted).toEqual([
      {
        kind: 'fence',
        gateway: 'perimeter-dc09',
        deviceId: '1001',
        deviceAtMs: nowMs - 10_000,
        receivedAtMs: nowMs,
        zone: 7,
        signal: 'alarm',
        code: 'BA',
        panelSeq: 42,
      },
    ]);
    expect(counted).toEqual(['ok']);
  });

  it('says nothing when the report was not kept, and takes the repeat', async () => {
    const { host, accepted, counted, state } = recordingHost();
    const { socket, hears } = await startPanel(host);
    state.fails = true;
    socket.write(alarm);
    socket.write(send('"ACK"0001L0#1001[]'));
    await eventually(() => expect(counted).toEqual(['unsupported']));
    state.fails = false;
    socket.write(alarm);
    expect(await hears(1)).toEqual(['ACK 0042']);
    expect(accepted).toHaveLength(1);
  });

  it('acknowledges a repeat again without keeping it twice', async () => {
    const { host, accepted, counted } = recordingHost();
    const { socket, hears, gateway } = await startPanel(host);
    socket.write(alarm);
    await hears(1);
    const second = await dial(gateway);
    second.socket.write(alarm);
    expect(await second.hears(1)).toEqual(['ACK 0042']);
    expect(accepted).toHaveLength(1);
    expect(counted).toEqual(['ok', 'duplicate']);
  });

  it('never acknowledges a repeat before the first arrival is kept', async () => {
    const recorder = recordingHost();
    let commit = () => {};
    const accept = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          commit = resolve;
        }),
    );
    const { socket, gateway, heardText } = await startPanel({ ...recorder.host, accept });
    socket.write(alarm);
    await eventually(() => expect(accept).toHaveBeenCalledOnce());
    const second = await dial(gateway);
    second.socket.write(send('"NULL"0000L0#9999['));
    second.socket.write(alarm);
    await eventually(() =>
      expect(recorder.bad.length + recorder.counted.length).toBeGreaterThan(0),
    );
    expect(heardText() + second.heardText()).not.toContain('ACK');
    commit();
    await eventually(() => expect(second.heardText()).toContain('ACK'));
    expect(accept).toHaveBeenCalledOnce();
  });

  it('takes every NULL as a sign of life', async () => {
    const { host, accepted, counted } = recordingHost();
    const { socket, hears } = await startPanel(host);
    const link = send('"NULL"0000L0#001001[]');
    socket.write(Buffer.concat([link, link]));
    expect(await hears(2)).toEqual(['ACK 0000', 'ACK 0000']);
    expect(accepted.map(({ kind, deviceId }) => `${kind} ${deviceId}`)).toEqual([
      'alive 1001',
      'alive 1001',
    ]);
    expect(counted).toEqual(['ok', 'ok']);
  });

  it('passes an unknown account on and answers DUH', async () => {
    const { host, accepted } = recordingHost();
    const { socket, hears } = await startPanel(host);
    socket.write(send('"ADM-CID"0007L0#7777[#7777|1130 01 003]'));
    expect(await hears(1)).toEqual(['DUH 0007']);
    expect(accepted).toMatchObject([{ kind: 'fence', deviceId: '7777', signal: 'alarm', zone: 3 }]);
  });

  it('answers no damaged frame, keeps it, and goes on', async () => {
    const { host, bad } = recordingHost();
    const { socket, hears } = await startPanel(host);
    const damaged = Buffer.from(alarm);
    damaged[20] = 0x7a;
    socket.write(damaged);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.write(alarm);
    expect(await hears(1)).toEqual(['ACK 0042']);
    expect(bad.map(({ reason }) => reason)).toEqual(['bad-crc', 'no-frame', 'no-frame']);
  });

  const keyText = '03'.repeat(16);
  const sealed = (seq: string, time: string, key = Buffer.from(keyText, 'hex')) =>
    send(`"*SIA-DCS"${seq}L0#1001[${encryptBody(`#1001|Nri1/BA1]${time}`, key)}`);

  it('says DUH to what it cannot open', async () => {
    const { host, accepted, counted, bad } = recordingHost();
    const closed = await startPanel(host);
    closed.socket.write(sealed('0009', '_10:00:00,11-22-2026'));
    expect(await closed.hears(1)).toEqual(['DUH 0009']);
    expect(counted).toEqual(['unsupported']);
    const keyed = await startPanel(host, () => '04'.repeat(32));
    keyed.socket.write(sealed('0009', '_10:00:00,11-22-2026'));
    expect(await keyed.hears(1)).toEqual(['DUH 0009']);
    expect(bad.map(({ reason }) => reason)).toEqual(['encrypted']);
    expect(accepted).toEqual([]);
  });

  it('says NAK to a clock that is off, and knows a recording from it', async () => {
    const { host, accepted, bad } = recordingHost();
    const { socket, hears } = await startPanel(host, () => keyText);
    const yesterday = sealed('0008', '_09:00:00,11-22-2026');
    socket.write(yesterday);
    expect(await hears(1)).toEqual(['NAK 0000']);
    socket.write(sealed('0009', '_10:00:15,11-22-2026'));
    socket.write(sealed('0010', '_10:00:25,11-22-2026'));
    socket.write(yesterday);
    expect(await hears(4)).toEqual(['NAK 0000', 'ACK 0009', 'NAK 0000', 'NAK 0000']);
    expect(accepted).toHaveLength(1);
    expect(bad.map(({ reason }) => reason)).toEqual(['clock-off', 'clock-off', 'replayed']);
  });

  it('believes nothing in clear from a panel that has a key', async () => {
    const { host, accepted, bad } = recordingHost();
    const { socket, hears } = await startPanel(host, () => keyText);
    socket.write(alarm);
    socket.write(send('"SIA-DCS"0043L0[#1001|Nri1/BA7]'));
    expect(await hears(2)).toEqual(['DUH 0042', 'DUH 0043']);
    expect(accepted).toEqual([]);
    expect(bad.map(({ reason }) => reason)).toEqual(['not-encrypted', 'not-encrypted']);
  });

  it('takes datagrams on the same port, and answers each frame to its sender', async () => {
    const { host, accepted, bad } = recordingHost();
    const { gateway } = await startPanel(host);
    const socket = createSocket('udp4');
    const heard: string[] = [];
    socket.on('message', (datagram) => heard.push(datagram.toString('latin1')));
    const tell = (...frames: Uint8Array[]) =>
      socket.send(Buffer.concat(frames), gateway.port ?? 0, '127.0.0.1');
    try {
      tell(alarm, send('"NULL"0000L0#1001[]'));
      await eventually(() => expect(heard).toHaveLength(2));
      expect(heard[0]).toContain('"ACK"0042');
      expect(heard[1]).toContain('"ACK"0000');
      tell(alarm);
      await eventually(() => expect(heard).toHaveLength(3));
      tell(Buffer.from('noise'));
      await eventually(() => expect(bad).toHaveLength(1));
      expect(accepted.map(({ kind }) => kind)).toEqual(['fence', 'alive']);
    } finally {
      socket.close();
    }
  });

  it('keeps half a frame when the line goes away, and lives through 200 connections', async () => {
    const { host, bad } = recordingHost();
    const { gateway, socket, hears } = await startPanel(host);
    const others = await Promise.all(Array.from({ length: 200 }, () => dial(gateway)));
    for (const other of others) other.socket.end(alarm.subarray(0, 20));
    await eventually(() => expect(bad).toHaveLength(200));
    expect(new Set(bad.map(({ reason }) => reason))).toEqual(new Set(['truncated']));
    socket.write(alarm);
    expect(await hears(1)).toEqual(['ACK 0042']);
    expect(gateway.health().ok).toBe(true);
  });

  it('still answers a panel that closes its side at once', async () => {
    const { host } = recordingHost();
    const { socket, hears } = await startPanel(host);
    socket.end(alarm);
    expect(await hears(1)).toEqual(['ACK 0042']);
  });

  it('rejects a start on a port that is taken', async () => {
    const { host } = recordingHost();
    const { gateway } = await startPanel(host);
    const adapter = perimeterDc09Adapter({
      host: '127.0.0.1',
      port: gateway.port ?? 0,
      registry: () => true,
    });
    await expect(adapter.start(host)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
