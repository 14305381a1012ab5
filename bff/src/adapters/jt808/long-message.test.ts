import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { wgs84ToGcj02 } from '@ftz/shared/geo/gcj02.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunningGateway } from '#adapters/device-adapter.ts';
import { dial, NotingHost, plainFrame, type TestTerminal } from './gateway-rig.ts';
import { jt808Adapter } from './jt808.ts';
import type { KnownTerminal } from './line-house.ts';
import { reportBody, terminalFrame } from './terminal-frames.ts';

// Messages in parts, datagrams, and the datum of a terminal, through the whole gateway.

const phone = '013900001234';
const phone2019 = '00000000013900001234';

let host: NotingHost;
let gateway: RunningGateway;
let terminal: TestTerminal;
let known: KnownTerminal | null;

beforeEach(async () => {
  host = new NotingHost();
  known = null;
  const settings = { host: '127.0.0.1', port: 0, registry: () => known, openFiles: 65_536 };
  gateway = await jt808Adapter(settings).start(host);
  terminal = await dial(gateway.port);
});
afterEach(async () => {
  terminal.socket.destroy();
  await gateway.close();
});

const times = ['261121082900', '261121082930', '261121083000'];
const batch = `000301${times.map((time) => `001c${reportBody({ time })}`).join('')}`;
/** The batch in three parts, numbered from 5. */
const parts = (as = phone): Buffer[] =>
  [batch.slice(0, 60), batch.slice(60, 120), batch.slice(120)].map((body, at) =>
    terminalFrame({ id: 0x0704, flow: 5 + at, phone: as, body, packets: [3, at + 1] }),
  );
const ack = (ourFlow: number, flow: number) =>
  plainFrame(`80010005${phone}000${ourFlow}000${flow}070400`);
const heard = (wire: string) => vi.waitFor(() => expect(terminal.heard()).toBe(wire));

describe('a message in parts', () => {
  it('is told when it is whole, and its last part is answered when it is safe', async () => {
    const [first, second, third] = parts() as [Buffer, Buffer, Buffer];
    let release = (): void => {};
    const kept = new Promise<void>((resolve) => (release = resolve));
    host.keep = () => kept;
    terminal.send(Buffer.concat([first, second, third]));
    await heard(ack(0, 5) + ack(1, 6));
    release();
    await heard(ack(0, 5) + ack(1, 6) + ack(2, 7));
    expect(host.accepted).toHaveLength(3);
    expect(host.accepted).toMatchObject([{ backfill: true }, {}, {}]);
    // All of it once more: answered, and told nobody.
    terminal.send(Buffer.concat([first, second, third]));
    await vi.waitFor(() =>
      expect(host.counted.filter((each) => each === 'duplicate')).toHaveLength(3),
    );
    expect(host.accepted).toHaveLength(3);
  });

  it.each([
    [phone, `${'8003'}0005${phone}0000000501${'0002'}`],
    [phone2019, `${'8003'}400601${phone2019}000000050001${'0002'}`],
  ])('that lacks one asks %s for it', async (as, request) => {
    const [first, second, third] = parts(as) as [Buffer, Buffer, Buffer];
    terminal.send(Buffer.concat([first, third]));
    await vi.waitFor(() => expect(terminal.heard()).toContain(plainFrame(request)));
    expect(host.accepted).toEqual([]);
    terminal.send(second);
    await vi.waitFor(() => expect(host.accepted).toHaveLength(3));
  });

  it('whose whole could not be kept is taken when its last part comes again', async () => {
    const [first, second, third] = parts() as [Buffer, Buffer, Buffer];
    host.keep = async () => {
      throw new Error('disk full');
    };
    terminal.send(Buffer.concat([first, second, third]));
    await heard(ack(0, 5) + ack(1, 6));
    host.keep = async () => {};
    await vi.waitFor(() => {
      terminal.send(third);
      expect(host.accepted).toHaveLength(3);
    });
  });

  it('that its terminal leaves unfinished is counted as lost', async () => {
    terminal.send(parts()[0] as Buffer);
    await heard(ack(0, 5));
    terminal.socket.destroy();
    await vi.waitFor(() => expect(host.bad).toMatchObject([{ reason: 'parts-missing' }]));
  });

  it('costs no memory where the house does nothing with it', async () => {
    terminal.send(terminalFrame({ id: 0x0801, flow: 1, phone, body: '00', packets: [900, 1] }));
    await heard(plainFrame(`80010005${phone}00000001080103`));
    expect(host.counted).toEqual(['unsupported']);
  });
});

describe('datagrams', () => {
  let socket: UdpSocket;
  let received: string[];

  beforeEach(async () => {
    socket = createSocket('udp4');
    received = [];
    socket.on('message', (bytes) => received.push(bytes.toString('hex')));
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
  });
  afterEach(() => void socket.close());
  const send = (bytes: Uint8Array) => socket.send(bytes, gateway.port ?? 0, '127.0.0.1');
  const report = (flow: number, alarms = 0) =>
    terminalFrame({ id: 0x0200, flow, phone, body: reportBody({ alarms }) });
  const reportAck = (ourFlow: number, flow: number) =>
    plainFrame(`80010005${phone}000${ourFlow}000${flow}020000`);

  it('are answered to their sender, however many frames they hold', async () => {
    send(Buffer.concat([report(1), report(2)]));
    await vi.waitFor(() => expect(received.join('')).toBe(reportAck(0, 1) + reportAck(1, 2)));
    expect(gateway.health().detail).toBe(
      '2 connections, 1 terminals, 1 of them unknown; 1 of them over UDP',
    );
    expect(terminal.heard()).toBe('');
  });

  it('are read on behind a frame that raises an alarm', async () => {
    send(Buffer.concat([report(1, 1), report(2, 1), report(3)]));
    await vi.waitFor(() =>
      expect(received.join('')).toBe([1, 2, 3].map((n) => reportAck(n - 1, n)).join('')),
    );
    expect(host.accepted).toMatchObject([{ alarms: ['sos'] }, { alarms: [] }, { alarms: [] }]);
  });

  it('that are no frames are kept, and harm nobody', async () => {
    send(Buffer.from('GET / HTTP/1.1'));
    send(report(1).subarray(0, 20));
    send(report(1));
    await vi.waitFor(() => expect(received.join('')).toBe(reportAck(0, 1)));
    expect(host.bad.map(({ reason }) => reason)).toEqual(['no-frame', 'truncated']);
  });

  it('can carry orders, and their answers', async () => {
    send(report(1));
    await vi.waitFor(() => expect(received).toHaveLength(1));
    const expiresAtMs = host.nowMs() + 1000;
    const act = { name: 'locate' } as const;
    const order = { orderId: 'O', gateway: 'jt808', deviceId: phone, act, expiresAtMs } as const;
    expect(await gateway.order?.(order)).toEqual({ sent: true, reference: '0x8201 flow 1' });
    await vi.waitFor(() => expect(received[1]).toBe(plainFrame(`82010000${phone}0001`)));
    send(terminalFrame({ id: 0x0201, flow: 2, phone, body: `0001${reportBody()}` }));
    await vi.waitFor(() => expect(host.kinds()).toContain('order-answer'));
  });
});

describe('a terminal that is set to GCJ-02', () => {
  it('is where it really is', async () => {
    known = { model: null, datum: 'GCJ02' };
    const [lon, lat] = wgs84ToGcj02([121.473701, 31.230416]);
    const dword = (deg: number) =>
      Math.round(deg * 1e6)
        .toString(16)
        .padStart(8, '0');
    const place = dword(31.230416) + dword(121.473701);
    const body = reportBody().replace(place, dword(lat) + dword(lon));
    terminal.send(terminalFrame({ id: 0x0200, flow: 1, phone, body }));
    await vi.waitFor(() => expect(host.accepted).toHaveLength(1));
    const [seen] = host.accepted;
    const point = seen?.kind === 'position' ? seen.point : null;
    expect(point?.[0]).toBeCloseTo(121.473701, 5);
    expect(point?.[1]).toBeCloseTo(31.230416, 5);
  });
});
