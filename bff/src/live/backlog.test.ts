import { expect, it } from 'vitest';
import { forgiveBacklog, isStuck, isUnread, waitingBytes } from './backlog.ts';
import type { LiveSocket } from './live-socket.ts';

const mb = 1_000_000;

/** A page that reads when the test says so. */
function page() {
  const transport = { socket: { bufferedAmount: 0 } };
  const writeBuffer: { data?: string | Buffer }[] = [];
  const socket = { conn: { transport, writeBuffer } } as unknown as LiveSocket;
  return { socket, writeBuffer, wire: transport.socket };
}

it('a page is stuck when more than the limit waits, sent or still queued', () => {
  const { socket, wire, writeBuffer } = page();
  expect(isStuck(socket)).toBe(false);
  wire.bufferedAmount = mb;
  expect(isStuck(socket)).toBe(false);
  writeBuffer.push({ data: 'x' });
  expect(isStuck(socket)).toBe(true);
  wire.bufferedAmount = 0;
  writeBuffer.push({ data: Buffer.alloc(mb) }, {});
  expect(isStuck(socket)).toBe(true);
  expect(waitingBytes(socket)).toBe(0);
});

it('a page is stuck behind a thousand small messages', () => {
  const { socket, writeBuffer } = page();
  writeBuffer.push(...Array.from({ length: 1001 }, () => ({ data: '' })));
  expect([isStuck(socket), isUnread(socket)]).toEqual([true, true]);
});

it('a welcome larger than the limit is forgiven until it was read, and no more than it', () => {
  const { socket, wire } = page();
  wire.bufferedAmount = 5 * mb;
  forgiveBacklog(socket);
  expect(isStuck(socket)).toBe(false);
  expect(isUnread(socket)).toBe(true);
  wire.bufferedAmount = 6 * mb;
  expect(isStuck(socket)).toBe(false);
  wire.bufferedAmount = 6 * mb + 1;
  expect(isStuck(socket)).toBe(true);

  wire.bufferedAmount = mb;
  expect([isStuck(socket), isUnread(socket)]).toEqual([false, false]);
  wire.bufferedAmount = 2 * mb;
  expect(isStuck(socket)).toBe(true);
});

it('a welcome weighs the same while it is queued and when it is on the wire', () => {
  const { socket, wire, writeBuffer } = page();
  writeBuffer.push({ data: '沪'.repeat(mb) });
  forgiveBacklog(socket);
  writeBuffer.pop();
  wire.bufferedAmount = 3 * mb + 100;
  expect(isStuck(socket)).toBe(false);
});
