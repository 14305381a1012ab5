import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { Command, CommandReply, LiveUp } from '@ftz/shared/contract/live-up.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { io, type Socket } from 'socket.io-client';
import { askSession, endSession } from '#api/session.ts';
import { connectionHappened } from './connection.ts';
import { durableStore, foldEvents, forgetSituation, takeSnapshot } from './durable-store.ts';
import { takeFeeds } from './feed-store.ts';
import { applyPositionFrame, applyVehicles, forgetLatest } from './latest-store.ts';
import { measureRoundTrips } from './round-trip.ts';
import { heardServerTime } from './server-clock.ts';

type LiveSocket = Socket<LiveDown, LiveUp>;

let socket: LiveSocket | null = null;
let ticking: ReturnType<typeof setInterval> | null = null;
let syncing = false;
let stopMeasuring: (() => void) | null = null;

/** Joins the live stream; it keeps itself alive until `leave`. Calling it twice changes nothing. */
export function join(): void {
  if (socket) return;
  connectionHappened({ type: 'started', atMs: Date.now() });
  socket = io({
    transports: ['websocket'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
    randomizationFactor: 0.5,
    timeout: 5000,
  });
  listen(socket);
  ticking = setInterval(() => connectionHappened({ type: 'ticked', atMs: Date.now() }), 250);
  stopMeasuring = measureRoundTrips();
}

/** Leaves, and forgets what was folded: the next person on this page may see other areas. */
export function leave(): void {
  socket?.removeAllListeners();
  socket?.disconnect();
  socket = null;
  syncing = false;
  if (ticking !== null) clearInterval(ticking);
  ticking = null;
  stopMeasuring?.();
  stopMeasuring = null;
  connectionHappened({ type: 'signed-out' });
  forgetSituation();
  forgetLatest();
}

function listen(live: LiveSocket): void {
  live.on('connect', () => void sync(live));
  live.on('disconnect', (reason) => {
    syncing = false;
    connectionHappened({ type: 'dropped', atMs: Date.now() });
    // The library reconnects by itself unless the server closed the connection on purpose.
    if (reason === 'io server disconnect') void reconnectIfSignedIn(live);
  });
  live.on('connect_error', () => void reconnectIfSignedIn(live));
  live.on('session-ended', endSession);
  live.on('welcome', ({ serverAtMs }) => heardServerTime(serverAtMs, Date.now()));
  live.on('snapshot', ({ epoch, situation }) => {
    takeSnapshot(epoch, situation);
    heard();
  });
  live.on('events', (message) => {
    if (!foldEvents(message)) void sync(live);
    heard();
  });
  live.on('beat', ({ serverAtMs, feeds }) => {
    heardServerTime(serverAtMs, Date.now());
    takeFeeds(feeds);
    heard();
  });
  live.on('vehicles', ({ vehicles }) => applyVehicles(vehicles));
  live.on('positions', (frame) => applyPositionFrame(frame, Date.now()));
}

function heard(): void {
  connectionHappened({ type: 'heard', atMs: Date.now() });
}

/**
 * Says what this page has and asks for the rest. One question at a time: a gap is seen again by each
 * message behind it. An answer that does not come is repeated by the next gap or the next connection.
 */
async function sync(live: LiveSocket): Promise<void> {
  if (syncing) return;
  syncing = true;
  const { epoch, situation } = durableStore.getState();
  const have = epoch === null ? null : { epoch, seq: situation.seq };
  try {
    const refusal = await live.timeout(5000).emitWithAck('sync', { contractVersion, have });
    if (refusal) refused(live, refusal);
  } catch {
    if (live.connected) live.disconnect().connect();
  } finally {
    syncing = false;
  }
}

function refused(live: LiveSocket, refusal: Refusal): void {
  if (refusal.code === 'contract-mismatch') {
    connectionHappened({ type: 'outdated' });
    live.disconnect();
  } else if (refusal.code === 'not-signed-in') {
    endSession();
  } else {
    setTimeout(() => live.connected && void sync(live), 1000);
  }
}

/** A handshake that was refused shows no status to a browser: the session is asked what is wrong. */
async function reconnectIfSignedIn(live: LiveSocket): Promise<void> {
  const session = await askSession();
  if (session.state !== 'signed-out' && live === socket && !live.active) live.connect();
}

export function isConnected(): boolean {
  return socket?.connected ?? false;
}

/** One attempt. Rejects when no reply came in time: the act may or may not have happened. */
export function emitCommand(command: Command, withinMs: number): Promise<CommandReply> {
  if (!socket) return Promise.reject(new Error('not joined'));
  return socket.timeout(withinMs).emitWithAck('command', command);
}
