import { once } from 'node:events';
import {
  type AddressInfo,
  createConnection,
  createServer,
  type Server,
  type Socket,
} from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FaultProxy, openFaultProxy } from './fault-proxy.ts';

/** A server that says everything back. */
let echo: Server;
let proxy: FaultProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => void socket.on('error', () => undefined).pipe(socket));
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await openFaultProxy((echo.address() as AddressInfo).port, () => 0.5);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
  await new Promise((closed) => echo.close(closed));
});

async function connect() {
  const socket = createConnection(proxy.port, '127.0.0.1');
  clients.push(socket);
  socket.on('error', () => undefined);
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes;
  });
  await once(socket, 'connect');
  return { socket, heard: () => text };
}
// A reset is an error first, and `once` would take that for a failure.
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));
const hears = async ({ socket, heard }: Awaited<ReturnType<typeof connect>>, wanted: string) => {
  while (heard() !== wanted) await once(socket, 'data');
};

it('carries both ways, in order, also through an uneven wire', async () => {
  const client = await connect();
  let at = 0;
  proxy.setWeather({ latencyMs: 5, jitterMs: 20 });
  for (const piece of ['a', 'b', 'c', 'd']) {
    client.socket.write(piece);
    await new Promise((next) => setTimeout(next, ++at));
  }
  await hears(client, 'abcd');
});

it('says nothing to either side when it is silent, and carries new ones when it has healed', async () => {
  const before = await connect();
  before.socket.write('heard');
  await hears(before, 'heard');
  proxy.goSilent();
  before.socket.write('lost');
  const during = await connect();
  during.socket.write('lost too');
  const ended = Promise.all([closed(before.socket), closed(during.socket)]);
  proxy.heal();
  await ended;
  expect([before.heard(), during.heard()]).toEqual(['heard', '']);
  const after = await connect();
  after.socket.write('again');
  await hears(after, 'again');
});

it('cuts every connection', async () => {
  const client = await connect();
  const ended = closed(client.socket);
  proxy.cut();
  await ended;
  expect(proxy.connections()).toBe(0);
});
