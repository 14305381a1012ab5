import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { Command, CommandReply, LiveUp } from '@ftz/shared/contract/live-up.ts';
import type { WallBeat } from '@ftz/shared/contract/wall.ts';
import { io, type Socket } from 'socket.io-client';
import { askSession, sessionIsOver } from '#api/session.ts';
import { readSituation } from '#api/situation.ts';
import { callLine } from './call-line.ts';
import { connectionHappened } from './connection.ts';
import { durableStore, foldEvents, forgetSituation, takeSnapshot } from './durable-store.ts';
import { forgetFeeds, takeFeeds } from './feed-store.ts';
import { forgetWhatIsOver } from './forget-incident.ts';
import { forgetHeard, heard } from './hear.ts';
import { createJoining, type Joining } from './joining.ts';
import { createLagWatch } from './lag-watch.ts';
import { applyPositionFrame, applyVehicles, expectVehicles, forgetLatest } from './latest-store.ts';
import { createDirectoryReader } from './learn-directory.ts';
import { positionsBeat, positionsCame } from './position-flow.ts';
import { measureRoundTrips } from './round-trip.ts';
import { heardServerTime } from './server-clock.ts';
import { watchForSilence } from './silence-watch.ts';
import { takeStall } from './stall-store.ts';
import { steadyNow } from './steady-clock.ts';

type LiveSocket = Socket<LiveDown, LiveUp>;
type Stream = { socket: LiveSocket; stop: () => void };

/** A frame that was on its way when this page joined does not follow on the complete one behind it. */
const firstFrameWithinMs = 3000;
const syncWithinMs = 5000;
const callWithinMs = 5000;

let stream: Stream | null = null;

/** Joins the live stream; it keeps itself alive until `leave`. Calling it twice changes nothing. */
export function join(): void {
  if (stream) return;
  connectionHappened('started');
  positionsCame();
  const socket: LiveSocket = io({
    transports: ['websocket'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
    randomizationFactor: 0.5,
    timeout: 5000,
  });
  const joining = createJoining(lineOf(socket));
  const directory = createDirectoryReader();
  joining.readAhead();
  listenToConnection(socket, joining);
  listenToLanes(socket, joining, directory.wants);
  const stopWatching = watchForSilence();
  callLine.say = (signal) => socket.timeout(callWithinMs).emitWithAck('call', signal);
  socket.on('call', (news) => callLine.hear(news));
  const stopMeasuring = measureRoundTrips();
  stream = {
    socket,
    stop() {
      joining.stop();
      directory.stop();
      stopWatching();
      stopMeasuring();
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
}

/** Leaves, and forgets what was folded: the next person on this page may see other areas. */
export function leave(): void {
  stream?.stop();
  stream = null;
  connectionHappened('signed-out');
  forgetSituation();
  forgetHeard();
  forgetLatest();
  forgetFeeds();
  positionsCame();
  takeStall(null, null);
}

function lineOf(socket: LiveSocket) {
  return {
    have: () => {
      const { epoch, situation } = durableStore.getState();
      return epoch === null ? null : { epoch, seq: situation.seq };
    },
    sync: (have: Parameters<LiveUp['sync']>[0]['have']) =>
      socket.timeout(syncWithinMs).emitWithAck('sync', { contractVersion, have }),
    readSituation,
    takeSituation: (read: { epoch: string; situation: Parameters<typeof takeSnapshot>[1] }) =>
      takeSnapshot(read.epoch, read.situation),
    reconnect: () => {
      if (socket.connected) socket.disconnect().connect();
    },
    outdated: () => {
      connectionHappened('outdated');
      socket.disconnect();
    },
    signedOut: () => void sessionIsOver(),
    after: (ms: number, callback: () => void) => {
      const timer = setTimeout(callback, ms * (0.75 + Math.random() / 2));
      return () => clearTimeout(timer);
    },
  };
}

function listenToConnection(socket: LiveSocket, joining: Joining): void {
  socket.on('connect', joining.connected);
  socket.on('disconnect', (reason) => {
    joining.dropped();
    connectionHappened('dropped');
    // The library reconnects by itself unless the server closed the connection on purpose.
    if (reason === 'io server disconnect') void reconnectIfSignedIn(socket);
  });
  socket.on('connect_error', () => void reconnectIfSignedIn(socket));
  socket.on('session-ended', () => void sessionIsOver());
}

function listenToLanes(
  socket: LiveSocket,
  joining: Joining,
  wantDirectory: (tag: string) => void,
): void {
  let welcomedAtMs = 0;
  let seesEveryEntry = false;
  let expertId: string | null = null;
  const lag = createLagWatch();
  /** What comes while something is still missing is no sign that this page shows the present. */
  const hear = () => {
    if (joining.isCurrent()) heard();
  };
  socket.on('welcome', (welcome) => {
    welcomedAtMs = steadyNow();
    heardServerTime(welcome.serverAtMs);
    const { accountId, role, areas } = welcome.principal;
    // No area opens anything to an expert: he sees what he is let into.
    expertId = role === 'expert' ? accountId : null;
    seesEveryEntry = expertId === null && areaIds.every((area) => areas.includes(area));
    expectVehicles();
    wantDirectory(welcome.directory);
    joining.welcomed(welcome);
    hear();
  });
  socket.on('events', (message) => {
    if (joining.isFollowing() && !foldEvents(message)) joining.missing();
    if (expertId !== null) forgetWhatIsOver(message.events, expertId);
    hear();
  });
  socket.on('beat', ({ serverAtMs, headSeq, stalledSinceMs, stallKnownTo, feeds }) => {
    heardServerTime(serverAtMs);
    takeFeeds(feeds);
    takeStall(stalledSinceMs, stallKnownTo);
    positionsBeat({ serverAtMs, feeds });
    // Others are behind whenever something happened that they may not see.
    const ownSeq = durableStore.getState().situation.seq;
    if (seesEveryEntry && joining.isCurrent() && lag.isStuck(ownSeq, headSeq)) joining.missing();
    hear();
  });
  socket.on('vehicles', ({ vehicles }) => applyVehicles(vehicles));
  socket.on('positions', (frame) => {
    if (applyPositionFrame(frame, Date.now())) positionsCame();
    else if (steadyNow() - welcomedAtMs > firstFrameWithinMs) joining.missing();
  });
}

/** A handshake that was refused shows no status to a browser: the session is asked what is wrong. */
async function reconnectIfSignedIn(socket: LiveSocket): Promise<void> {
  const session = await askSession();
  const isOurs = socket === stream?.socket;
  if (session.state !== 'signed-out' && isOurs && !socket.active) socket.connect();
}

export function isConnected(): boolean {
  return stream?.socket.connected ?? false;
}

/** One attempt. Rejects when no reply came in time: the act may or may not have happened. */
export function emitCommand(command: Command, withinMs: number): Promise<CommandReply> {
  if (!stream) return Promise.reject(new Error('not joined'));
  return stream.socket.timeout(withinMs).emitWithAck('command', command);
}

/** One attempt. Rejects when no answer came in time. */
export function emitWallBeat(beat: WallBeat, withinMs: number): Promise<{ heard: boolean }> {
  if (!stream?.socket.connected) return Promise.reject(new Error('not connected'));
  return stream.socket.timeout(withinMs).emitWithAck('wall-beat', beat);
}

/** Says that this person knows that nothing can be recorded. Rejects when no answer came in time. */
export function emitStallKnown(withinMs: number): Promise<{ known: boolean }> {
  if (!stream?.socket.connected) return Promise.reject(new Error('not connected'));
  return stream.socket.timeout(withinMs).emitWithAck('stall-known');
}
