import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { expect, it, vi } from 'vitest';
import { Connection } from './connection.ts';
import { NotingHost } from './gateway-rig.ts';
import { createLineHouse } from './line-house.ts';
import { reportBody, terminalFrame } from './terminal-frames.ts';
import { mostInFlight } from './terminal-line.ts';

/** A socket whose peer reads only when told to. */
class SlowPeer extends Duplex {
  setTimeout = (): this => this;
  reads = false;

  constructor() {
    super({ writableHighWaterMark: 40 });
  }
  override _read(): void {}
  override _write(_chunk: Uint8Array, _encoding: string, done: () => void): void {
    if (this.reads) done();
  }
}

function serve(host: NotingHost): SlowPeer {
  const peer = new SlowPeer();
  // The stand-in has what a connection uses of a socket, and nothing else.
  const { sweep: _, ...shared } = createLineHouse(host, () => null);
  const house = { ...shared, idleTimeoutMs: 1000, closed: () => {} };
  new Connection(peer as unknown as Socket, house);
  return peer;
}

/** A report of its own second, by which it is known again. */
function report(flow: number): Buffer {
  const clock = [Math.floor(flow / 60), flow % 60].map((part) => String(part).padStart(2, '0'));
  const body = reportBody({ time: `26112108${clock.join('')}` });
  return terminalFrame({ id: 0x0200, flow, phone: '013900001234', body });
}
const reports = (from: number, to: number): Buffer =>
  Buffer.concat(Array.from({ length: to - from }, (_, at) => report(from + at)));

it('stops reading while the house is slow, keeps the order, and reads on', async () => {
  const host = new NotingHost();
  const held: (() => void)[] = [];
  host.keep = () => new Promise((resolve) => held.push(resolve));
  const peer = serve(host);
  peer.reads = true;
  peer.push(reports(0, 40));
  await vi.waitFor(() => expect(held.length).toBe(40));
  expect(peer.isPaused()).toBe(false);
  peer.push(reports(40, 300));
  await vi.waitFor(() => expect(peer.isPaused()).toBe(true));
  expect(held.length).toBe(mostInFlight);
  for (const release of held.splice(0, 10)) release();
  await vi.waitFor(() => expect(held.length).toBe(mostInFlight));
  host.keep = async () => {};
  for (const release of held) release();
  await vi.waitFor(() => expect(host.accepted.length).toBe(300));
  expect(peer.isPaused()).toBe(false);
  const times = host.accepted.map(({ deviceAtMs }) => deviceAtMs);
  const firstAtMs = times[0] ?? 0;
  expect(times).toEqual(times.map((_, at) => firstAtMs + 1000 * at));
});

it('handles nothing more while the peer does not read its answers', async () => {
  const host = new NotingHost();
  const peer = serve(host);
  peer.push(reports(0, 300));
  await vi.waitFor(() => expect(peer.writableNeedDrain).toBe(true));
  peer.push(reports(300, 400));
  await vi.waitFor(() => expect(peer.isPaused()).toBe(true));
  expect(host.accepted.length).toBe(mostInFlight);
  peer.destroy();
  await vi.waitFor(() => expect(host.accepted.length).toBe(300));
});

it('reads on when the peer reads its answers again', async () => {
  const host = new NotingHost();
  const peer = serve(host);
  const answers: Uint8Array[] = [];
  peer._write = (chunk, _encoding, done) => {
    answers.push(chunk);
    setImmediate(done);
  };
  peer.push(reports(0, 1000));
  await vi.waitFor(() => expect(host.accepted.length).toBe(1000));
  await vi.waitFor(() => expect(peer.writableNeedDrain).toBe(false));
  expect(Buffer.concat(answers).filter((byte) => byte === 0x7e).length).toBe(2000);
});
