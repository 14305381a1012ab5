import type { DeviceAct, DeviceOrder } from '@ftz/shared/contract/device-order.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OrderSending, RunningGateway } from '#adapters/device-adapter.ts';
import { dial, NotingHost, type TestTerminal } from './gateway-rig.ts';
import { jt808Adapter } from './jt808.ts';
import { reportBody, terminalFrame } from './terminal-frames.ts';

// Orders to terminals, and the only confirmation there is: what the terminal says to our number.

const phone = '013900001234';
const phone2019 = '00000000013900001234';

let host: NotingHost;
let gateway: RunningGateway;
let terminal: TestTerminal;

beforeEach(async () => {
  host = new NotingHost();
  const settings = { host: '127.0.0.1', port: 0, registry: () => null, openFiles: 65_536 };
  gateway = await jt808Adapter(settings).start(host);
  terminal = await dial(gateway.port);
});
afterEach(async () => {
  terminal.socket.destroy();
  await gateway.close();
});

const order = (act: DeviceAct, more: Partial<DeviceOrder> = {}): Promise<OrderSending> => {
  const deviceId = phone;
  const expiresAtMs = host.nowMs() + 60_000;
  const asked = { orderId: 'O1', gateway: 'jt808' as const, deviceId, act, expiresAtMs, ...more };
  return gateway.order?.(asked) ?? Promise.reject(new Error('carries no orders'));
};

/** Says hello, so that there is somebody to order; the platform's number 0 is spent on the answer. */
async function come(as = phone): Promise<void> {
  terminal.send(terminalFrame({ id: 0x0002, flow: 1, phone: as }));
  await vi.waitFor(() => expect(terminal.heard()).toContain('8001'));
}

/** The body of the newest frame that came back, of a terminal with the short header. */
const newestBody = (headerDigits = 24): string => {
  const frames = terminal.heard().split(/(?<=7e)(?=7e)/);
  return (frames.at(-1) ?? '').slice(2 + headerDigits, -4);
};

const answers = () => host.accepted.filter(({ kind }) => kind === 'order-answer');
const acts: [DeviceAct, old: string, of2019: string][] = [
  [{ name: 'unlock' }, '00', '0001000100'],
  [{ name: 'lock' }, '01', '0001000101'],
  [{ name: 'locate' }, '', ''],
  [{ name: 'track', everyS: 5, forS: 600 }, '000500000258', '000500000258'],
  [{ name: 'track', everyS: 0, forS: 0 }, '0000', '0000'],
  [{ name: 'show-text', text: '停a', urgent: true }, '0dcda361', '0e01cda361'],
  [{ name: 'read-parameters' }, '', ''],
  [
    { name: 'set-parameters', parameters: [{ id: 0x29, hex: '0000001e' }] },
    '0100000029040000001e',
    '0100000029040000001e',
  ],
  [
    { name: 'send-video', channel: 2, host: '1.2', tcpPort: 258, udpPort: 0, stream: 'sub' },
    `03${Buffer.from('1.2').toString('hex')}01020000020001`,
    `03${Buffer.from('1.2').toString('hex')}01020000020001`,
  ],
];

describe('on the wire', () => {
  it.each(acts)('puts %o in the words of either edition', async (act, old, of2019) => {
    await come();
    expect(await order(act)).toMatchObject({ sent: true });
    await vi.waitFor(() => expect(newestBody()).toBe(old));
    terminal.socket.destroy();
    terminal = await dial(gateway.port);
    await come(phone2019);
    expect(await order(act)).toMatchObject({ sent: true });
    await vi.waitFor(() => expect(newestBody(34)).toBe(of2019));
  });

  it('says why nothing was sent', async () => {
    expect(await order({ name: 'locate' })).toEqual({ sent: false, why: 'not-connected' });
    await come();
    const expiresAtMs = host.nowMs();
    expect(await order({ name: 'locate' }, { expiresAtMs })).toEqual({
      sent: false,
      why: 'expired',
    });
    terminal.socket.destroy();
    await vi.waitFor(async () =>
      expect(await order({ name: 'locate' })).toEqual({ sent: false, why: 'not-connected' }),
    );
  });

  it('sends a long one in packets, and takes an answer to any of their numbers', async () => {
    await come();
    const parameters = Array.from({ length: 8 }, (_, id) => ({ id, hex: 'ab'.repeat(200) }));
    expect(await order({ name: 'set-parameters', parameters })).toMatchObject({ sent: true });
    await vi.waitFor(() => expect(terminal.heard().match(/7e8103/g)).toHaveLength(2));
    expect(terminal.heard()).toContain('00020001');
    terminal.send(terminalFrame({ id: 0x0001, flow: 2, phone, body: '0002810300' }));
    await vi.waitFor(() => expect(answers()).toMatchObject([{ outcome: 'confirmed' }]));
  });
});

const say = (id: number, body: string) =>
  terminal.send(terminalFrame({ id, flow: 9, phone, body }));
const locked = 1 << 12;

describe('the answer', () => {
  it('of a door is what the status says of the doors', async () => {
    await come();
    await order({ name: 'unlock' });
    say(0x0001, '0001850000');
    say(0x0500, `0001${reportBody({ status: 0x03 })}`);
    await vi.waitFor(() => expect(answers()).toHaveLength(1));
    expect(answers()[0]).toMatchObject({
      orderId: 'O1',
      deviceId: phone,
      outcome: 'confirmed',
      detail: '0x0500 doors unlocked, flow 9 to 1',
    });
    // The report in it goes the way of all reports.
    expect(host.kinds()).toContain('position');
  });

  it('of a door that stays as it was is a refusal', async () => {
    await come();
    await order({ name: 'unlock' });
    say(0x0500, `0001${reportBody({ status: 0x03 | locked })}`);
    await vi.waitFor(() => expect(answers()).toMatchObject([{ outcome: 'refused-by-device' }]));
  });

  it.each([
    ['locate', { name: 'locate' }, 0x0201, `0001${reportBody()}`, 'confirmed'],
    ['a text', { name: 'show-text', text: 'x', urgent: false }, 0x0001, '0001830000', 'confirmed'],
    [
      'a refused text',
      { name: 'show-text', text: 'x', urgent: false },
      0x0001,
      '0001830003',
      'refused-by-device',
    ],
    ['parameters', { name: 'read-parameters' }, 0x0104, '00010100000001040000003c', 'confirmed'],
    [
      'video',
      { name: 'send-video', channel: 1, host: 'h', tcpPort: 1, udpPort: 0, stream: 'main' },
      0x0001,
      '0001910100',
      'confirmed',
    ],
  ] as [string, DeviceAct, number, string, string][])(
    'to %s is told once',
    async (_, act, id, body, outcome) => {
      await come();
      await order(act);
      say(id, body);
      say(id, body);
      await vi.waitFor(() => expect(answers()).toMatchObject([{ orderId: 'O1', outcome }]));
    },
  );

  it('to another number, another message or from another terminal confirms nothing', async () => {
    await come();
    await order({ name: 'show-text', text: 'x', urgent: false });
    say(0x0001, '0002830000');
    say(0x0001, '0001810300');
    const stranger = await dial(gateway.port);
    const body = '0001830000';
    stranger.send(terminalFrame({ id: 0x0001, flow: 1, phone: '099999999999', body }));
    stranger.send(terminalFrame({ id: 0x0002, flow: 2, phone: '099999999999' }));
    await vi.waitFor(() => expect(stranger.heard()).toContain('8001'));
    stranger.socket.destroy();
    expect(answers()).toEqual([]);
  });

  it('is not lost with a house that cannot keep it at once', async () => {
    await come();
    await order({ name: 'show-text', text: 'x', urgent: false });
    host.keep = async (observation) => {
      if (observation.kind === 'order-answer') throw new Error('disk full');
    };
    say(0x0001, '0001830000');
    await vi.waitFor(() => expect(host.kinds()).toEqual(['alive', 'alive']));
    host.keep = async () => {};
    await vi.waitFor(() => expect(answers()).toHaveLength(1));
  });
});
