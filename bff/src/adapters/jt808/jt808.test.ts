import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunningGateway } from '#adapters/device-adapter.ts';
import { dial, NotingHost, plainFrame, type TestTerminal } from './gateway-rig.ts';
import { jt808Adapter } from './jt808.ts';
import type { TerminalRegister } from './line-house.ts';
import { registerBody, reportBody, terminalFrame } from './terminal-frames.ts';

const phone = '013900001234';
const phone2019 = '00000000013900001234';
const deviceAtMs = Date.UTC(2026, 10, 21, 0, 30, 0);

let host: NotingHost;
let gateway: RunningGateway;
let terminal: TestTerminal;
const datum: 'WGS84' | 'GCJ02' = 'WGS84';

async function open(
  limits: { idleTimeoutMs?: number; maxConnections?: number; openFiles?: number } = {},
): Promise<void> {
  const registry: TerminalRegister = (id) => (id === phone ? { model: null, datum } : null);
  const settings = { host: '127.0.0.1', port: 0, registry, openFiles: 65_536, ...limits };
  gateway = await jt808Adapter(settings).start(host);
  terminal = await dial(gateway.port);
}

beforeEach(() => {
  host = new NotingHost();
});

afterEach(async () => {
  terminal.socket.destroy();
  await gateway.close();
});

const report = (flow: number, body = reportBody()): Buffer =>
  terminalFrame({ id: 0x0200, flow, phone, body });
const heartbeat = (flow: number): Buffer => terminalFrame({ id: 0x0002, flow, phone });

/** Our 0x8001 as it must stand on the wire, for flow numbers without flags. */
function ack(ourFlow: number, flow: number, id: string, result: number): string {
  const word = (value: number): string => value.toString(16).padStart(4, '0');
  return plainFrame(`80010005${phone}${word(ourFlow)}${word(flow)}${id}0${result}`);
}

const heard = (wire: string): Promise<void> =>
  vi.waitFor(() => expect(terminal.heard()).toBe(wire));

describe('a terminal signs on and reports', () => {
  it('is answered in order, whatever pieces its bytes come in', async () => {
    await open();
    const bytes = Buffer.concat([
      terminalFrame({ id: 0x0100, flow: 0, phone, body: registerBody }),
      terminalFrame({ id: 0x0102, flow: 1, phone, body: '6162' }),
      heartbeat(2),
      report(3, reportBody({ alarms: 1 })),
    ]);
    for (let at = 0; at < bytes.length; at += 7) terminal.send(bytes.subarray(at, at + 7));
    await vi.waitFor(() => expect(terminal.heard()).toContain('00030200'));
    const [registered, ...rest] = terminal.heard().split(/(?<=7e)(?=7e)/);
    expect(registered).toMatch(
      new RegExp(`^7e81000013${phone}0000000000(3[0-9]|6[1-6]){16}(..|7d0[12])7e$`),
    );
    expect(rest).toEqual([ack(1, 1, '0102', 0), ack(2, 2, '0002', 0), ack(3, 3, '0200', 0)]);
    expect(host.kinds()).toEqual(['alive', 'alive', 'alive', 'position']);
    expect(host.accepted.at(-1)).toEqual({
      gateway: 'jt808',
      kind: 'position',
      deviceId: phone,
      deviceAtMs,
      receivedAtMs: host.nowMs(),
      point: [121.473701, 31.230416],
      speedKph: 52.5,
      headingDeg: 275,
      alarms: ['sos'],
      backfill: false,
    });
    expect(host.counted).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it('is answered in its own edition and keeps its id in the other', async () => {
    await open();
    terminal.send(terminalFrame({ id: 0x0002, flow: 1, phone: phone2019 }));
    await heard(plainFrame(`8001400501${phone2019}00000001000200`));
    expect(host.accepted).toMatchObject([{ kind: 'alive', deviceId: phone }]);
  });

  it('tells a batch in its order and says that it is late', async () => {
    await open();
    const times = ['261121082900', '261121082930'];
    const items = times.map((time) => `001c${reportBody({ time })}`).join('');
    terminal.send(terminalFrame({ id: 0x0704, flow: 1, phone, body: `000201${items}` }));
    await heard(ack(0, 1, '0704', 0));
    expect(host.accepted).toMatchObject([
      { deviceAtMs: deviceAtMs - 60_000, backfill: true },
      { deviceAtMs: deviceAtMs - 30_000, backfill: true },
    ]);
  });

  it('says that it leaves', async () => {
    await open();
    terminal.send(terminalFrame({ id: 0x0003, flow: 1, phone }));
    await heard(ack(0, 1, '0003', 0));
    expect(host.kinds()).toEqual(['gone']);
  });

  it('still gets its answers when it closes its half at once', async () => {
    await open();
    terminal.socket.end(heartbeat(1));
    await once(terminal.socket, 'close');
    expect(terminal.heard()).toBe(ack(0, 1, '0002', 0));
  });
});

describe('promises', () => {
  it('acknowledges nothing that was not kept, and takes it when it comes again', async () => {
    await open();
    host.keep = async (observation) => {
      if (observation.kind === 'position') throw new Error('disk full');
    };
    terminal.send(Buffer.concat([report(1, reportBody({ alarms: 1 })), heartbeat(2)]));
    await heard(ack(0, 2, '0002', 0));
    host.keep = async () => {};
    terminal.send(report(1, reportBody({ alarms: 1 })));
    await heard(ack(0, 2, '0002', 0) + ack(1, 1, '0200', 0));
    expect(host.accepted).toMatchObject([{ kind: 'alive' }, { kind: 'position', alarms: ['sos'] }]);
  });

  it('acknowledges only after the report is safe', async () => {
    await open();
    let release = (): void => {};
    host.keep = () => new Promise((resolve) => (release = resolve));
    terminal.send(report(1));
    await vi.waitFor(() => expect(host.counted).toEqual(['ok']));
    expect([terminal.heard(), host.accepted]).toEqual(['', []]);
    release();
    await heard(ack(0, 1, '0200', 0));
  });

  it('acknowledges a resend again and stores it once', async () => {
    await open();
    terminal.send(Buffer.concat([report(1), report(1), heartbeat(2)]));
    await heard(ack(0, 1, '0200', 0) + ack(1, 1, '0200', 0) + ack(2, 2, '0002', 0));
    expect(host.kinds()).toEqual(['position', 'alive']);
    expect(host.counted).toEqual(['ok', 'duplicate', 'ok']);
  });

  it('raises an alarm once over a broken line', async () => {
    await open();
    const alarmed = (flow: number) => report(flow, reportBody({ alarms: 0x8000_0000 }));
    terminal.send(alarmed(1));
    await heard(ack(0, 1, '0200', 0));
    terminal.socket.destroy();
    terminal = await dial(gateway.port);
    terminal.send(alarmed(1));
    await heard(ack(0, 1, '0200', 0));
    expect(host.accepted).toMatchObject([{ alarms: ['illegal-door'] }, { alarms: [] }]);
  });

  it('says 3 to what it does not support and 2 to a body that is none', async () => {
    await open();
    const card = terminalFrame({ id: 0x0f01, flow: 1, phone, body: '00' });
    const stump = terminalFrame({ id: 0x0200, flow: 2, phone, body: '00' });
    terminal.send(Buffer.concat([card, stump]));
    await heard(ack(0, 1, '0f01', 3) + ack(1, 2, '0200', 2));
    expect([host.counted, host.bad.map(({ reason }) => reason)]).toEqual([
      ['unsupported'],
      ['bad-body'],
    ]);
  });

  it('never answers an answer', async () => {
    await open();
    const answers = [0x0001, 0x8001].map((id, flow) =>
      terminalFrame({ id, flow, phone, body: '0000000000' }),
    );
    terminal.send(Buffer.concat([...answers, heartbeat(9)]));
    await heard(ack(0, 9, '0002', 0));
  });

  it('counts an impossible place as a good frame without a point', async () => {
    await open();
    const off = reportBody().replace(/^(.{16})(.{8})/, '$106eeb6ad');
    terminal.send(report(1, off));
    await heard(ack(0, 1, '0200', 0));
    expect(host.accepted).toMatchObject([{ kind: 'position', point: null }]);
    expect([host.counted, host.bad]).toEqual([['ok'], []]);
  });
});

describe('garbage', () => {
  it('is counted frame by frame, and the line lives on', async () => {
    await open();
    const damaged = Buffer.from(report(1));
    damaged[20] = 0;
    terminal.send(
      Buffer.concat([Buffer.from('GET / HTTP/1.1\r\n'), damaged, Buffer.from('7e7d057e', 'hex')]),
    );
    terminal.send(heartbeat(1));
    await heard(ack(0, 1, '0002', 0));
    expect(host.bad.map(({ reason }) => reason)).toEqual([
      'no-frame',
      'bad-checksum',
      'bad-escape',
    ]);
    expect(host.bad[0]?.peer).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  it('without a delimiter costs one count and no memory', async () => {
    await open();
    terminal.send(Buffer.alloc(1 << 20, 0x55));
    terminal.send(heartbeat(1));
    await heard(ack(0, 1, '0002', 0));
    expect(host.bad).toMatchObject([{ reason: 'overflow', length: 4096 }]);
  });

  it('of half a frame and silence ends with the connection, counted', async () => {
    await open({ idleTimeoutMs: 40 });
    terminal.send(report(1).subarray(0, 20));
    await once(terminal.socket, 'close');
    await vi.waitFor(() => expect(host.bad).toMatchObject([{ reason: 'truncated', length: 19 }]));
    expect(gateway.health().ok).toBe(true);
  });
});

describe('the port', () => {
  it('registers strangers too, passes their reports on, and says how many there are', async () => {
    await open();
    const stranger = '099999999999';
    terminal.send(terminalFrame({ id: 0x0100, flow: 1, phone: stranger, body: registerBody }));
    terminal.send(terminalFrame({ id: 0x0200, flow: 2, phone: stranger, body: reportBody() }));
    await vi.waitFor(() => expect(host.kinds()).toEqual(['alive', 'position']));
    expect(host.accepted.every(({ deviceId }) => deviceId === stranger)).toBe(true);
    expect(gateway.health()).toEqual({
      ok: true,
      detail: '1 connections, 1 terminals, 1 of them unknown',
    });
  });

  it('takes no more connections than it may', async () => {
    await open({ maxConnections: 1 });
    terminal.send(heartbeat(1));
    await heard(ack(0, 1, '0002', 0));
    const second = await dial(gateway.port);
    await once(second.socket, 'close');
    terminal.send(heartbeat(2));
    await heard(ack(0, 1, '0002', 0) + ack(1, 2, '0002', 0));
  });

  it('leaves the rest of the house its files, and says what to raise', async () => {
    await open({ maxConnections: 20_000, openFiles: 4096 });
    expect(gateway.health()).toMatchObject({
      ok: true,
      detail: expect.stringMatching(/room for 2096 of 20000 terminals: .* "ulimit -n 22000"$/),
    });
    terminal.socket.destroy();
    await gateway.close();
    await open({ maxConnections: 5, openFiles: 2 });
    const second = await dial(gateway.port);
    await once(second.socket, 'close');
  });

  it('survives connections that are reset with answers under way', async () => {
    await open();
    for (let count = 0; count < 20; count += 1) {
      const passer = await dial(gateway.port);
      passer.send(Buffer.concat([report(1), report(2)]));
      passer.socket.resetAndDestroy();
    }
    terminal.send(heartbeat(1));
    await heard(ack(0, 1, '0002', 0));
  });

  it('refuses to start on a port in use', async () => {
    await open();
    const port = gateway.port ?? 0;
    const second = jt808Adapter({ host: '127.0.0.1', port, registry: () => null });
    await expect(second.start(host)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('ends every socket when it closes', async () => {
    await open();
    const closed = once(terminal.socket, 'close');
    await gateway.close();
    await closed;
    expect(gateway.health().ok).toBe(false);
  });
});
