import { expect, it } from 'vitest';
import { isStuck, waitingBytes } from './backlog.ts';
import type { LiveSocket } from './live-socket.ts';

const mb = 1_000_000;

/** A page that reads when the test says so. */
function page() {
  const transport = { socket: { bufferedAmount: 0 } };
  const conn = { transport, writeBuffer: [] as { data?: string | Buffer }[] };
  return { socket: { conn } as unknown as LiveSocket, conn, wire: transport.socket };
}

it('a page is stuck when more than the limit waits behind what is on the network', () => {
  const { socket, wire, conn } = page();
  wire.bufferedAmount = 9 * mb;
  expect([isStuck(socket), waitingBytes(socket)]).toEqual([false, 9 * mb]);
  conn.writeBuffer.push({ data: Buffer.alloc(mb - 3) }, {});
  expect(isStuck(socket)).toBe(false);
  conn.writeBuffer.push({ data: '沪' });
  expect(isStuck(socket)).toBe(false);
  conn.writeBuffer.push({ data: 'x' });
  expect(isStuck(socket)).toBe(true);
});

it('a page that has taken what waited is not stuck any more', () => {
  const { socket, conn } = page();
  conn.writeBuffer.push({ data: 'x'.repeat(mb + 1) });
  expect(isStuck(socket)).toBe(true);
  conn.writeBuffer = [{ data: 'x'.repeat(mb) }];
  expect(isStuck(socket)).toBe(false);
  conn.writeBuffer.push({ data: 'x' });
  expect(isStuck(socket)).toBe(true);
  conn.writeBuffer = [];
  expect(isStuck(socket)).toBe(false);
});

it('a page is stuck behind a thousand small messages', () => {
  const { socket, conn } = page();
  conn.writeBuffer.push(...Array.from({ length: 1000 }, () => ({ data: '' })));
  expect(isStuck(socket)).toBe(false);
  conn.writeBuffer.push({});
  expect(isStuck(socket)).toBe(true);
});
