import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import { Command, type LiveUp } from '@ftz/shared/contract/live-up.ts';
import { type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import { Server } from 'socket.io';
import { Compile } from 'typebox/compile';
import { commandRate } from '#domain/commands/command-rate.ts';
import { createTokenBucket } from '#domain/token-bucket.ts';
import { createDurableLane } from './durable-lane.ts';
import { createLatestLane } from './latest-lane.ts';
import { listenForStallKnown } from './listen-for-stall-known.ts';
import { listenForSync } from './listen-for-sync.ts';
import { listenForWallBeats } from './listen-for-wall-beats.ts';
import type { LiveClient, LiveDeps, LiveSocket } from './live-socket.ts';
import { relayCalls } from './relay-calls.ts';
import { createStallNews } from './stall-news.ts';
import { createWatch } from './watch.ts';

export type LiveGateway = {
  clients: () => number;
  /** Whether a page of this account is connected. */
  isOnline: (accountId: string) => boolean;
  endSession: (sessionHash: string) => void;
  /** Not ok while something that runs by itself fails. */
  health: () => { ok: boolean; detail: string };
  close: () => Promise<void>;
};

/** An open socket asks for no page, so its session is looked at from here. */
/** Whatever ended a session, pictures included, its pages show nothing within five seconds. */
const sessionCheckMs = 2_000;

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
  const watch = createWatch();
  const guestBook = { situation: () => deps.world().situation, nowMs: deps.clock.nowMs };
  const durable = createDurableLane({ ...deps, guestBook }, io, watch);
  const stall = createStallNews(deps.stalledSinceMs, deps.clock.nowMs);
  const latest = createLatestLane({ ...deps, stall }, io, () => io.sockets.sockets.values(), watch);

  const calls = relayCalls(deps, () => io.sockets.sockets.values());

  io.on('connection', (socket) => {
    const client = authenticated.get(socket.request);
    if (!client || !mayDo(client.principal, 'situation.read', null)) return socket.disconnect(true);
    socket.data = { ...client, sentUpTo: null, standsAt: null };
    listenForSync(socket, deps, { durable, latest, watch });
    listenForCommands(socket, deps);
    listenForWallBeats(socket, deps);
    listenForStallKnown(socket, stall);
    calls.listen(socket);
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
  const check = setInterval(() => watch.run('checking sessions', endDeadSessions), sessionCheckMs);

  return {
    clients: () => io.sockets.sockets.size,
    isOnline: (accountId) =>
      [...io.sockets.sockets.values()].some(({ data }) => data.principal?.accountId === accountId),
    endSession,
    health: watch.health,
    close: async () => {
      clearInterval(check);
      calls.close();
      durable.close();
      latest.close();
      io.disconnectSockets(true);
      await io.close();
    },
  };
}

function listenForCommands(socket: LiveSocket, deps: LiveDeps): void {
  const bucket = createTokenBucket(commandRate, deps.clock.nowMs());
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
