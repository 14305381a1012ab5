import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRandom } from '#sim/random.ts';
import { startTerminal, type Terminal } from './device.ts';
import type { Fix } from './encode.ts';
import { createFrameReader, encodeFrame, type Message } from './frame.ts';

/** A platform of a few lines: hands out a code, accepts it, acknowledges everything else. */
type Platform = { server: Server; sockets: Socket[]; seen: Message[]; knowsCode: boolean };

let platform: Platform;
let terminal: Terminal;

function answer(message: Message): Buffer {
  const { id, flow, terminalId } = message;
  const about = Buffer.from([flow >> 8, flow & 0xff]);
  if (id === 0x0100) {
    const body = Buffer.concat([about, Buffer.from([0]), Buffer.from('C0DE')]);
    return encodeFrame({ id: 0x8100, terminalId, flow: 0, body }, '2013');
  }
  const result = id === 0x0102 && !platform.knowsCode ? 1 : 0;
  const body = Buffer.concat([about, Buffer.from([id >> 8, id & 0xff, result])]);
  return encodeFrame({ id: 0x8001, terminalId, flow: 0, body }, '2013');
}

beforeEach(async () => {
  const sockets: Socket[] = [];
  const seen: Message[] = [];
  const server = createServer((socket) => {
    const read = createFrameReader();
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      for (const message of read(chunk)) {
        seen.push(message);
        socket.write(answer(message));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  platform = { server, sockets, seen, knowsCode: true };
  const address = server.address();
  terminal = startTerminal({
    host: '127.0.0.1',
    port: typeof address === 'object' && address !== null ? address.port : 0,
    terminalId: '013800000002',
    plate: '沪B0001',
    edition: '2013',
    random: createRandom(1),
    nowMs: Date.now,
  });
});

afterEach(() => {
  terminal.close();
  for (const socket of platform.sockets) socket.destroy();
  platform.server.close();
});

const ids = () => platform.seen.map((message) => message.id);
const fix = (second: number): Fix => ({
  atMs: Date.UTC(2026, 2, 2, 0, 0, second),
  point: [121.6, 31.3],
  speedKph: 40,
  headingDeg: 90,
  odometerM: 1000,
  ignition: true,
});

it('registers, authenticates with the code it was given, and reports', async () => {
  await terminal.online;
  terminal.report(fix(1));
  await vi.waitFor(() => expect(ids()).toEqual([0x0100, 0x0102, 0x0200]));
  expect(platform.seen[1]?.body.toString()).toBe('C0DE');
  expect(platform.seen.map((message) => message.flow)).toEqual([0, 1, 2]);
});

it('comes back by itself with its code, and back-fills what it kept', async () => {
  await terminal.online;
  platform.sockets[0]?.destroy();
  await vi.waitFor(() => expect(terminal.isOnline()).toBe(false));
  terminal.report(fix(1));
  terminal.report(fix(2));
  await vi.waitFor(() => expect(ids()).toEqual([0x0100, 0x0102, 0x0102, 0x0704]));
  const batch = platform.seen[3]?.body;
  expect(batch?.subarray(0, 3)).toEqual(Buffer.from([0, 2, 1]));
});

it('asks for a new code when the platform no longer knows the old one', async () => {
  platform.knowsCode = false;
  await vi.waitFor(() => expect(ids()).toEqual([0x0100, 0x0102, 0x0100, 0x0102]));
  platform.knowsCode = true;
  await terminal.online;
  expect(terminal.isOnline()).toBe(true);
});

const order = (id: number, body: string, flow = 77) =>
  platform.sockets[0]?.write(
    encodeFrame({ id, terminalId: '013800000002', flow, body: Buffer.from(body, 'hex') }, '2013'),
  );
const last = () => platform.seen.at(-1);

it('answers an order that it does not know with "unsupported"', async () => {
  await terminal.online;
  order(0x8800, '00');
  await vi.waitFor(() => expect(ids()).toContain(0x0001));
  expect(last()?.body).toEqual(Buffer.from([0, 77, 0x88, 0x00, 3]));
});

it('locks its doors and says so in the status of its answer', async () => {
  await terminal.online;
  terminal.report(fix(1));
  await vi.waitFor(() => expect(ids()).toContain(0x0200));
  order(0x8500, '01');
  await vi.waitFor(() => expect(ids()).toContain(0x0500));
  expect(last()?.body.readUInt16BE(0)).toBe(77);
  expect((last()?.body.readUInt32BE(6) ?? 0) & (1 << 12)).not.toBe(0);
  expect(terminal.inside().doorsLocked).toBe(true);
});

it('shows a text, sets and tells its parameters, and says where it was last', async () => {
  await terminal.online;
  order(0x8300, '0dcda3b3b5');
  await vi.waitFor(() => expect(terminal.inside().shown).toBe('停车'));
  order(0x8103, '010000002904000000ff');
  order(0x8104, '');
  await vi.waitFor(() => expect(ids()).toContain(0x0104));
  expect(last()?.body.toString('hex')).toContain('0000002904000000ff');
  order(0x8201, '');
  await vi.waitFor(() => expect(last()?.body).toEqual(Buffer.from([0, 77, 0x82, 0x01, 1])));
  terminal.report(fix(1));
  await vi.waitFor(() => expect(ids()).toContain(0x0200));
  order(0x8201, '');
  await vi.waitFor(() => expect(ids()).toContain(0x0201));
});

it('does an order that comes in packets', async () => {
  await terminal.online;
  const first = Buffer.concat([Buffer.from('0100000010c8', 'hex'), Buffer.alloc(100, 0x61)]);
  const second = Buffer.alloc(100, 0x62);
  for (const [at, body] of [first, second].entries()) {
    const packet = { total: 2, index: at + 1 };
    const message = { id: 0x8103, terminalId: '013800000002', flow: 5 + at, body, packet };
    platform.sockets[0]?.write(encodeFrame(message, '2013'));
  }
  await vi.waitFor(() => expect(ids()).toContain(0x0001));
  expect(last()?.body).toEqual(Buffer.from([0, 5, 0x81, 0x03, 0]));
});
