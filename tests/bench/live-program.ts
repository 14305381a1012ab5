import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { mock } from 'node:test';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { openLiveGateway } from '@ftz/bff/live/live-gateway.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { createAlarmLog } from './alarm-log.ts';
import { answerQuestions } from './child-program.ts';
import { ownCpuMs, ownRssMb, threadCpuMs } from './cpu-time.ts';
import { createDrivenPicture, type DrivenPicture } from './driven-picture.ts';
import { machineNowMs } from './machine-clock.ts';

/**
 * The live gateway of the product, whole: authenticated Socket.IO, both lanes, scope, encoding. Only
 * what stands around it is played here: devices, log and sessions, and the clock, so that a beat comes
 * when the bench wants it. What the playing costs is not counted.
 */
export type LiveSettings = { vehicles: number };

/** How to drive: so many beats, at a pace or as fast as the network takes them. */
export type Drive = {
  beats: number;
  /** A beat in so many milliseconds; null: the next one once every buffer is empty. */
  everyMs: number | null;
  /** Each vehicle moves at every such beat. */
  movesEvery?: number;
  alarmsPerSecond?: number;
  seconds?: number;
};

export type Driven = {
  beats: number;
  cpuMs: number;
  wallMs: number;
  rssMb: number;
  alarms: number;
  /** Where the log ends. */
  headSeq: number;
};

const beatMs = 1_000;
const cookie = 'session=bench';
const principal: Principal = {
  accountId: 'U1',
  username: 'officer',
  role: 'duty-officer',
  areas: [...areaIds],
};

// The lanes' own timers come when `mock.timers.tick` says so.
mock.timers.enable({ apis: ['setInterval'] });
const clock = { atMs: machineNowMs(), nowMs: () => clock.atMs };
const log = createAlarmLog();
const sockets = new Set<Socket>();
let picture: DrivenPicture;

async function start({ vehicles }: LiveSettings): Promise<number> {
  picture = createDrivenPicture(vehicles, clock.atMs);
  picture.step(clock.atMs, 1, 0);
  const server = createServer();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  openLiveGateway(server, {
    log,
    world: () => picture.world(log.headSeq(), clock.atMs),
    clock,
    directory: { tagFor: () => 'bench' },
    writeCall: () => undefined,
    hearWall: () => undefined,
    iceServers: [],
    stalledSinceMs: () => null,
    submitCommand: async () => ({ ok: true, seq: 0 }),
    authenticate: async ({ headers }) =>
      headers.cookie === cookie ? { principal, sessionHash: 'bench' } : null,
    isSessionLive: async () => true,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function waitingBytes(): number {
  let bytes = 0;
  for (const socket of sockets) bytes += socket.writableLength;
  return bytes;
}

/** Asks without rest, as the yardsticks do: who saturates waits for the network at full speed. */
async function drained(): Promise<void> {
  do await turn();
  while (waitingBytes() > 0);
}

/** Moves the field; gives what that cost. */
function play(beat: number, movesEvery: number): number {
  const beforeMs = threadCpuMs();
  picture.step(clock.atMs, movesEvery, beat);
  return threadCpuMs() - beforeMs;
}

/** Alarms fall due on a schedule of their own; a lane that is late is charged for it. */
function startAlarms(perSecond: number): () => void {
  if (perSecond === 0) return () => undefined;
  const startedAtMs = machineNowMs();
  let due = 0;
  const check = () => {
    for (; startedAtMs + (due * 1_000) / perSecond <= machineNowMs(); due++)
      log.raise(startedAtMs + (due * 1_000) / perSecond);
    timer = setTimeout(check, 1);
  };
  let timer = setTimeout(check, 1);
  return () => clearTimeout(timer);
}

let beat = 0;

async function drive(wanted: Drive): Promise<Driven> {
  const { movesEvery = 1, alarmsPerSecond = 0, seconds = Number.POSITIVE_INFINITY } = wanted;
  const { everyMs } = wanted;
  const isRealTime = everyMs === beatMs;
  const stopAlarms = startAlarms(alarmsPerSecond);
  const [raisedBefore, startedAtMs, cpuBeforeMs] = [log.headSeq(), machineNowMs(), ownCpuMs()];
  let playedMs = 0;
  let beats = 0;
  while (beats < wanted.beats && machineNowMs() - startedAtMs < seconds * 1_000) {
    if (everyMs !== null) await pause(Math.max(0, startedAtMs + beats * everyMs - machineNowMs()));
    clock.atMs = isRealTime ? machineNowMs() : clock.atMs + beatMs;
    playedMs += play(beat++, movesEvery);
    // The tick begins here: what it is measured by is stamped with this moment.
    if (isRealTime) clock.atMs = machineNowMs();
    mock.timers.tick(beatMs);
    beats += 1;
    if (everyMs === null) await drained();
  }
  if (everyMs !== null) await pause(everyMs);
  stopAlarms();
  const wallMs = machineNowMs() - startedAtMs;
  const cpuMs = ownCpuMs() - cpuBeforeMs - playedMs;
  const headSeq = log.headSeq();
  return { beats, cpuMs, wallMs, rssMb: ownRssMb(), alarms: headSeq - raisedBefore, headSeq };
}

answerQuestions({ start, drive, rssMb: ownRssMb });
