import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import { answerQuestions } from './child-program.ts';
import { ownCpuMs, threadCpuMs } from './cpu-time.ts';
import { createMovingTable, type MovingTable } from './moving-table.ts';

/**
 * The yardsticks of fan-out, with nothing of the product in them: raw `ws` that sends 16-byte columns
 * (key, longitude, latitude, speed, heading), and Socket.IO that emits an array of objects.
 */
export type PlainKind = 'ws-columns' | 'socket-io-objects';
export type SendSettings = { everyMs: number | null; seconds: number };
export type Sent = { batches: number; cpuMs: number; wallMs: number };

function columnsOf(table: MovingTable, keys: Uint32Array): Buffer {
  const { count } = table;
  const buffer = new ArrayBuffer(count * 16);
  new Uint32Array(buffer, 0, count).set(keys);
  new Int32Array(buffer, count * 4, count).set(table.lonE6);
  new Int32Array(buffer, count * 8, count).set(table.latE6);
  new Uint16Array(buffer, count * 12, count).set(table.speedDkph);
  new Uint16Array(buffer, count * 14, count).set(table.headingDeg);
  return Buffer.from(buffer);
}

function objectsOf(table: MovingTable): object[] {
  return Array.from({ length: table.count }, (_, i) => ({
    id: `V${String(i + 1).padStart(5, '0')}`,
    lon: table.lonE6[i]! / 1e6,
    lat: table.latE6[i]! / 1e6,
    speedKph: table.speedDkph[i]! / 10,
    headingDeg: table.headingDeg[i],
    fixAtMs: Date.now(),
  }));
}

type Sender = { send: () => void; bufferedBytes: () => number };
const http = createServer();
let table: MovingTable;
let sender: Sender;

const senders: Record<PlainKind, () => Sender> = {
  'ws-columns': () => {
    const server = new WebSocketServer({ server: http, perMessageDeflate: false });
    const keys = Uint32Array.from({ length: table.count }, (_, i) => i + 1);
    return {
      send: () => {
        const batch = columnsOf(table, keys);
        for (const socket of server.clients) socket.send(batch);
      },
      bufferedBytes: () =>
        [...server.clients].reduce((sum, { bufferedAmount }) => sum + bufferedAmount, 0),
    };
  },
  'socket-io-objects': () => {
    const server = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
    type Transport = { socket: { bufferedAmount: number } };
    const amountOf = (socket: { conn: { transport: unknown } }) =>
      (socket.conn.transport as Transport).socket.bufferedAmount;
    return {
      send: () => void server.emit('positions', objectsOf(table)),
      bufferedBytes: () =>
        [...server.sockets.sockets.values()].reduce((sum, socket) => sum + amountOf(socket), 0),
    };
  },
};

/** Batches at a pace; or, without one, the next as soon as every buffer is empty, asked without rest. */
async function send({ everyMs, seconds }: SendSettings): Promise<Sent> {
  const startedAtMs = performance.now();
  const cpuBeforeMs = ownCpuMs();
  let steppingMs = 0;
  let batches = 0;
  while (performance.now() - startedAtMs < seconds * 1000) {
    const stepFromMs = threadCpuMs();
    table.step();
    steppingMs += threadCpuMs() - stepFromMs;
    sender.send();
    batches += 1;
    if (everyMs !== null)
      await pause(Math.max(0, startedAtMs + batches * everyMs - performance.now()));
    else
      do await turn();
      while (sender.bufferedBytes() > 0);
  }
  const wallMs = performance.now() - startedAtMs;
  return { batches, cpuMs: ownCpuMs() - cpuBeforeMs - steppingMs, wallMs };
}

answerQuestions({
  start: async ({ kind, vehicles }: { kind: PlainKind; vehicles: number }) => {
    table = createMovingTable(vehicles);
    sender = senders[kind]();
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return (http.address() as AddressInfo).port;
  },
  send,
});
