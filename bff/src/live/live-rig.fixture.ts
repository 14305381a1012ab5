import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { LiveUp } from '@ftz/shared/contract/live-up.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { Server } from 'socket.io';
import { onTestFinished } from 'vitest';
import { createDurableLane } from './durable-lane.ts';
import { listenForSync } from './listen-for-sync.ts';
import type { LiveClient, LiveDeps, LiveSocket } from './live-socket.ts';
import { type ReplayLimits, replayLimits } from './replay.ts';
import { createWatch } from './watch.ts';

/** Pages of this rig say themselves who they are; whom the gateway lets in is tested elsewhere. */
export type Rights = { role: Principal['role']; areas: AreaId[] };
export const wholeZone: Rights = { role: 'duty-officer', areas: [...areaIds] };

type LiveServer = Server<LiveUp, LiveDown, Record<string, never>, LiveClient>;
export type Rig = Awaited<ReturnType<typeof openRig>>;

/** The durable lane behind real sockets, over any log. */
export async function openRig(log: LiveDeps['log'], limits: ReplayLimits = replayLimits) {
  const server = createServer();
  const io: LiveServer = new Server(server, {
    transports: ['websocket'],
    perMessageDeflate: false,
  });
  const watch = createWatch();
  const durable = createDurableLane({ log }, io, watch, limits);
  const latest = { join: () => undefined, close: () => undefined };
  const deps = {
    log,
    clock: { nowMs: Date.now },
    directory: { tagFor: () => 'tag' },
  } as unknown as LiveDeps;
  io.on('connection', (socket: LiveSocket) => {
    const { role, areas } = JSON.parse(String(socket.handshake.query.rights)) as Rights;
    const principal = { accountId: 'U', username: 'u', role, areas };
    socket.data = { principal, sessionHash: 's', sentUpTo: null, standsAt: null };
    listenForSync(socket, deps, { durable, latest, watch });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    durable.close();
    await io.close();
  });
  const { port } = server.address() as AddressInfo;
  /** Pages that are sent what is committed. */
  const attached = () =>
    [...io.sockets.sockets.values()].filter(({ data }) => data.sentUpTo !== null).length;
  return { io, durable, watch, port, attached };
}

type Have = { epoch: string; seq: number } | null;
export type Heard = { [E in keyof LiveDown]: [E, Parameters<LiveDown[E]>[0]] }[keyof LiveDown];

const pathOf = (rights: Rights) =>
  `/socket.io/?EIO=4&transport=websocket&rights=${encodeURIComponent(JSON.stringify(rights))}`;
const syncOf = (have: Have) => JSON.stringify(['sync', { contractVersion, have }]);

/**
 * A page, spoken by hand: Engine.IO 4 packets (`0` open, `2` ping, `4` message) with Socket.IO 5 ones
 * inside (`0` connect, `2` event, `3` its answer, each answer with the number of the question).
 */
export async function openPage(rig: Rig, rights: Rights, hear: (...heard: Heard) => void) {
  const socket = new WebSocket(`ws://127.0.0.1:${rig.port}${pathOf(rights)}`);
  const answers = new Map<number, (refusal: Refusal | null) => void>();
  const joined = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  socket.addEventListener('close', () => {
    for (const answer of answers.values()) answer(null);
    joined.resolve();
    closed.resolve();
  });
  socket.addEventListener('message', ({ data }) => {
    const text = String(data);
    if (text.startsWith('0')) socket.send('40');
    if (text === '2') socket.send('3');
    if (text.startsWith('40')) joined.resolve();
    if (text.startsWith('42')) hear(...(JSON.parse(text.slice(2)) as Heard));
    const [, number, answer] = /^43(\d+)(.*)$/s.exec(text) ?? [];
    if (answer) answers.get(Number(number))?.(JSON.parse(answer)[0]);
  });
  await joined.promise;
  onTestFinished(() => socket.close());
  let questions = 0;
  const sync = (have: Have) =>
    new Promise<Refusal | null>((resolve) => {
      const number = questions++;
      answers.set(number, resolve);
      socket.send(`42${number}${syncOf(have)}`);
    });
  return { sync, close: () => socket.close(), closed: closed.promise };
}

/** A page that joins and never reads: a frozen tab, on the same kind of connection. */
export async function openFrozenPage(rig: Rig, rights: Rights, have: Have) {
  const socket = createConnection(rig.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13';
  socket.write(
    `GET ${pathOf(rights)} HTTP/1.1\r\nHost: x\r\n${upgrade}\r\nSec-WebSocket-Key: ${btoa('0123456789abcdef')}\r\n\r\n`,
  );
  await once(socket, 'data');
  socket.pause();
  for (const packet of ['40', `420${syncOf(have)}`]) socket.write(masked(packet));
  return socket;
}

/** A text frame of RFC 6455, shorter than 64 kB, masked with zeros. */
function masked(text: string): Buffer {
  const bytes = Buffer.from(text);
  const head = Buffer.from([0x81, 0xfe, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16BE(bytes.length, 2);
  return Buffer.concat([head, bytes]);
}

/** A log in memory whose commits the test makes. */
export function openMemoryLog(epoch = 'e') {
  const events: DurableEvent[] = [];
  const listeners: ((events: DurableEvent[]) => void)[] = [];
  const asked: number[] = [];
  return {
    epoch,
    asked,
    headSeq: () => events.length,
    read: async (afterSeq: number, limit: number) => {
      asked.push(afterSeq);
      return events.slice(afterSeq, afterSeq + limit);
    },
    onCommitted: (listener: (events: DurableEvent[]) => void) => void listeners.push(listener),
    /** Notes of so many characters, all in one commit. */
    commit: (areas: AreaId[], notes = 1, characters = 20) => {
      const fresh = Array.from({ length: notes }, (_, i): DurableEvent => {
        const data = { incidentId: 'I1', text: 'x'.repeat(characters) };
        const actor = { kind: 'machine', name: 'test' } as const;
        const seq = events.length + i + 1;
        return { seq, atMs: seq, type: 'incident.noted', areas, actor, data };
      });
      events.push(...fresh);
      for (const listener of listeners) listener(fresh);
    },
  };
}

/** Folds as a page does: where it stands, what it applied, what it must never be sent. */
export function createFollower() {
  const follower = {
    stands: 0,
    applied: [] as number[],
    faults: [] as string[],
    welcomes: [] as Parameters<LiveDown['welcome']>[0][],
    ranges: [] as [afterSeq: number, upToSeq: number][],
    hear: (...[event, message]: Heard) => {
      if (event === 'welcome') follower.welcomes.push(message);
      if (event === 'events') follow(message);
    },
  };
  function follow({ afterSeq, upToSeq, events }: Parameters<LiveDown['events']>[0]) {
    follower.ranges.push([afterSeq, upToSeq]);
    if (afterSeq !== follower.stands) {
      follower.faults.push(`stands at ${follower.stands}, was sent what follows ${afterSeq}`);
      return;
    }
    const seqs = events.map(({ seq }) => seq);
    const isInOrder = seqs.every((seq, i) => seq > (seqs[i - 1] ?? afterSeq));
    if (!isInOrder || (seqs.at(-1) ?? afterSeq) > upToSeq) {
      follower.faults.push(`${seqs} after ${afterSeq} up to ${upToSeq}`);
    }
    follower.applied.push(...seqs);
    follower.stands = upToSeq;
  }
  return follower;
}
