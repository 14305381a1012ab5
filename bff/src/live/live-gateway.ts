import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import { Command, type LiveUp, SyncRequest } from '@ftz/shared/contract/live-up.ts';
import { type Refusal, type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import { Server } from 'socket.io';
import { Compile } from 'typebox/compile';
import { forgiveBacklog } from './backlog.ts';
import { createDurableLane, type DurableLane } from './durable-lane.ts';
import { createLatestLane, type LatestLane } from './latest-lane.ts';
import type { LiveClient, LiveDeps, LiveSocket } from './live-socket.ts';
import { createTokenBucket } from './token-bucket.ts';

export type LiveGateway = {
  clients: () => number;
  endSession: (sessionHash: string) => void;
  close: () => Promise<void>;
};

/** An open socket asks for no page, so its session is looked at from here. */
const sessionCheckMs = 5_000;

/** Far above what a page asks for, far below what could hold up the others. */
const mostSyncs = { burst: 10, perSecond: 0.5 };
const mostCommands = { burst: 60, perSecond: 10 };

const isSyncRequest = Compile(SyncRequest);
const isCommand = Compile(Command);

/** WebSocket alone, small packets, a dead link noticed within 15 s; recovery is ours, by sequence. */
const transport = {
  transports: ['websocket' as const],
  maxHttpBufferSize: 64 * 1024,
  pingInterval: 10_000,
  pingTimeout: 5_000,
  perMessageDeflate: false,
  serveClient: false,
};

export function openLiveGateway(server: HttpServer, deps: LiveDeps): LiveGateway {
  const io = new Server<LiveUp, LiveDown, Record<string, never>, LiveClient>(server, {
    ...transport,
    allowRequest: (request, answer) => {
      deps.authenticate(request).then(
        (client) => {
          if (client) authenticated.set(request, client);
          answer(client ? null : 'not-signed-in', client !== null);
        },
        () => answer('internal-error', false),
      );
    },
  });
  const authenticated = new WeakMap<
    IncomingMessage,
    { principal: Principal; sessionHash: string }
  >();
  const durable = createDurableLane(deps, () => io.sockets.sockets.values());
  const latest = createLatestLane(deps, () => io.sockets.sockets.values());

  io.on('connection', (socket) => {
    const client = authenticated.get(socket.request);
    if (!client || !mayDo(client.principal, 'situation.read', null)) return socket.disconnect(true);
    socket.data = { ...client, sentUpTo: null };
    listenForSync(socket, deps, durable, latest);
    listenForCommands(socket, deps);
  });

  const endSession = (sessionHash: string) => {
    for (const socket of io.sockets.sockets.values()) {
      if (socket.data.sessionHash !== sessionHash) continue;
      socket.emit('session-ended');
      socket.disconnect(true);
    }
  };
  const endDeadSessions = async () => {
    const hashes = new Set([...io.sockets.sockets.values()].map(({ data }) => data.sessionHash));
    for (const hash of hashes) if (!(await deps.isSessionLive(hash))) endSession(hash);
  };
  const check = setInterval(() => void endDeadSessions().catch(() => undefined), sessionCheckMs);

  return {
    clients: () => io.sockets.sockets.size,
    endSession,
    close: async () => {
      clearInterval(check);
      latest.close();
      io.disconnectSockets(true);
      await io.close();
    },
  };
}

type SyncReply = (refusal: Refusal | null) => void;

/**
 * One at a time: a page that asks again while the last answer is under way is told to ask later. One
 * that could not be answered is cut off: it comes back and asks anew, with what it has by then.
 */
function listenForSync(
  socket: LiveSocket,
  deps: LiveDeps,
  durable: DurableLane,
  latest: LatestLane,
): void {
  const bucket = createTokenBucket(mostSyncs, deps.clock.nowMs());
  let underWay = false;
  socket.on('sync', (request, reply) => {
    if (typeof reply !== 'function') return;
    if (underWay || !bucket.take(deps.clock.nowMs())) return reply(refuse('too-many-attempts'));
    underWay = true;
    answerSync(socket, request, reply, deps, durable)
      .then((joined) => {
        if (!joined) return;
        latest.join(socket);
        forgiveBacklog(socket);
      })
      .catch(() => socket.disconnect(true))
      .finally(() => {
        underWay = false;
      });
  });
}

/** False: refused, and told so. */
async function answerSync(
  socket: LiveSocket,
  request: unknown,
  reply: SyncReply,
  deps: LiveDeps,
  durable: DurableLane,
): Promise<boolean> {
  const refusal = refusalOfSync(request);
  reply(refusal);
  if (refusal) return false;
  socket.emit('welcome', {
    principal: socket.data.principal,
    epoch: deps.log.epoch,
    serverAtMs: deps.clock.nowMs(),
  });
  await durable.join(socket, (request as SyncRequest).have);
  return true;
}

function refusalOfSync(request: unknown): Refusal | null {
  if (!isSyncRequest.Check(request)) return refuse('bad-request');
  return request.contractVersion === contractVersion ? null : refuse('contract-mismatch');
}

function listenForCommands(socket: LiveSocket, deps: LiveDeps): void {
  const bucket = createTokenBucket(mostCommands, deps.clock.nowMs());
  socket.on('command', (command, reply) => {
    if (typeof reply !== 'function') return;
    const no = (code: RefusalCode) => reply({ ok: false, refusal: refuse(code) });
    if (!bucket.take(deps.clock.nowMs())) return no('too-many-attempts');
    if (!isCommand.Check(command)) return no('bad-request');
    deps
      .submitCommand(command, socket.data.principal)
      .then(reply, () => no('internal-error'))
      .catch(() => socket.disconnect(true));
  });
}
