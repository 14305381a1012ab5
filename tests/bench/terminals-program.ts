import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { answerQuestions } from './child-program.ts';
import { longestFrameBytes, writeLocation } from './location-frames.ts';
import { machineNowMs } from './machine-clock.ts';
import { createMovingTable, type MovingTable } from './moving-table.ts';

/**
 * Vehicle terminals by the thousand, over sockets of their own (or some vehicles to a socket, where a
 * machine has fewer file descriptors than a fleet has trucks). They count acknowledgements by their
 * flags and read nothing else.
 */
export type TerminalsSettings = {
  port: number;
  /** The first one's number in the fleet; 1 unless told otherwise. */
  firstVehicle?: number;
  vehicles: number;
  sockets: number;
};
export type TerminalsTotals = {
  sent: number;
  acknowledged: number;
  closed: number;
  waitingMs: Float64Array;
};

const flag = 0x7e;
const tickMs = 10;
const connectsAtOnce = 200;

type Line = {
  socket: Socket;
  /** Indices of its vehicles. */
  vehicles: number[];
  sent: number;
  acknowledged: number;
  /** When the oldest report that is not acknowledged was sent. */
  askedAtMs: number;
  onAcknowledged: () => void;
};

let lines: Line[] = [];
let table: MovingTable;
let ids: string[] = [];
let flows: Uint16Array;
let closed = 0;
let waitingMs: number[] = [];
let clock: ReturnType<typeof setInterval> | undefined;
const wire = Buffer.alloc(longestFrameBytes * 64);
const readBuffer = Buffer.alloc(64 * 1024);

function flagsIn(bytes: Uint8Array, count: number): number {
  let flags = 0;
  for (let i = 0; i < count; i++) if (bytes[i] === flag) flags += 1;
  return flags;
}

function openLine(port: number, vehicles: number[]): Line {
  let flags = 0;
  const onread = {
    buffer: readBuffer,
    callback: (count: number) => {
      flags += flagsIn(readBuffer, count);
      line.acknowledged = flags >> 1;
      if (line.acknowledged === line.sent) {
        if (line.askedAtMs > 0) waitingMs.push(machineNowMs() - line.askedAtMs);
        line.askedAtMs = 0;
      }
      line.onAcknowledged();
      return true;
    },
  };
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
  const line: Line = {
    socket,
    vehicles,
    sent: 0,
    acknowledged: 0,
    askedAtMs: 0,
    onAcknowledged: () => undefined,
  };
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed += 1;
  });
  return line;
}

function writeReport(vehicle: number, at: number, atMs: number): number {
  flows[vehicle]! += 1;
  return writeLocation(wire, at, {
    terminalId: ids[vehicle]!,
    flow: flows[vehicle]!,
    atMs,
    lonE6: table.lonE6[vehicle]!,
    latE6: table.latE6[vehicle]!,
    speedDkph: table.speedDkph[vehicle]!,
    headingDeg: table.headingDeg[vehicle]!,
  });
}

function send(line: Line, bytes: number, reports: number): void {
  if (line.askedAtMs === 0) line.askedAtMs = machineNowMs();
  line.sent += reports;
  line.socket.write(Buffer.from(wire.subarray(0, bytes)));
}

/** Every vehicle once per interval, evenly spread; stamped with the moment at which it was due. */
function drive(intervalMs: number): void {
  const startedAtMs = machineNowMs();
  const order = lines.flatMap((line) => line.vehicles.map((vehicle) => ({ line, vehicle })));
  // One after another over all sockets, not socket by socket.
  order.sort(
    (a, b) => (Math.imul(a.vehicle, 7919) % 10_007) - (Math.imul(b.vehicle, 7919) % 10_007),
  );
  let next = 0;
  clock = setInterval(() => {
    const due = ((machineNowMs() - startedAtMs) * order.length) / intervalMs;
    for (; next < due; next++) {
      if (next % order.length === 0) table.step();
      const { line, vehicle } = order[next % order.length]!;
      if (line.socket.destroyed) continue;
      const dueAtMs = startedAtMs + (next * intervalMs) / order.length;
      send(line, writeReport(vehicle, 0, dueAtMs), 1);
    }
  }, tickMs);
}

/** Each line sends a burst as soon as its last one is acknowledged, its vehicles a second apart. */
function saturate(burst: number): void {
  let atMs = Math.floor(machineNowMs() / 1000) * 1000 - 600_000;
  const perRound = lines.length;
  let bursts = 0;
  const sendBurst = (line: Line, turn: { next: number }) => {
    if (bursts++ % perRound === 0) {
      atMs += 1000;
      table.step();
    }
    let end = 0;
    for (let i = 0; i < burst; i++) {
      const vehicle = line.vehicles[turn.next++ % line.vehicles.length]!;
      end = writeReport(vehicle, end, atMs);
    }
    send(line, end, burst);
  };
  for (const line of lines) {
    const turn = { next: 0 };
    line.onAcknowledged = () => {
      if (line.acknowledged === line.sent) sendBurst(line, turn);
    };
    sendBurst(line, turn);
  }
}

function halt(): void {
  clearInterval(clock);
  for (const line of lines) line.onAcknowledged = () => undefined;
}

answerQuestions({
  connect: async ({ port, vehicles, sockets, firstVehicle = 1 }: TerminalsSettings) => {
    table = createMovingTable(vehicles, firstVehicle);
    ids = Array.from({ length: vehicles }, (_, i) => fleetVehicle(firstVehicle + i).terminalId);
    flows = new Uint16Array(vehicles);
    const carried = Array.from({ length: sockets }, (): number[] => []);
    for (let i = 0; i < vehicles; i++) carried[i % sockets]!.push(i);
    for (let from = 0; from < sockets; from += connectsAtOnce) {
      const some = carried.slice(from, from + connectsAtOnce).map((one) => openLine(port, one));
      await Promise.all(some.map(({ socket }) => once(socket, 'connect')));
      lines.push(...some);
    }
  },
  drive,
  saturate,
  halt,
  reset: () => {
    waitingMs = [];
  },
  totals: (): TerminalsTotals => ({
    sent: lines.reduce((sum, { sent }) => sum + sent, 0),
    acknowledged: lines.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    closed,
    waitingMs: Float64Array.from(waitingMs),
  }),
  hangUp: () => {
    halt();
    for (const { socket } of lines) socket.destroy();
    lines = [];
  },
});
