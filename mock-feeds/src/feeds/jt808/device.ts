import { wgs84ToGcj02 } from '@ftz/shared/geo/gcj02.ts';
import { openPersistentSocket } from '#feeds/persistent-socket.ts';
import { everySecond } from '#feeds/second-hand.ts';
import type { Random } from '#sim/random.ts';
import { openDatagramLine } from './datagram-line.ts';
import {
  encodeAuthentication,
  encodeLocation,
  encodeRegistration,
  type Fix,
  messageIds,
} from './encode.ts';
import { createFrameReader, type Edition, type Message } from './frame.ts';
import { createGatherer, readPartsWanted } from './gather.ts';
import { factorySettings, type Obeying, obey } from './obey.ts';
import { type BatchForm, createOutbox, type Outbox } from './outbox.ts';
import { createVideoCamera } from './video-camera.ts';

export type TerminalSettings = {
  host: string;
  port: number;
  terminalId: string;
  plate: string;
  edition: Edition;
  /** TCP unless said otherwise. */
  transport?: 'tcp' | 'udp';
  /** Which coordinates it was set to send; WGS-84 unless said otherwise. */
  datum?: 'WGS84' | 'GCJ02';
  /** Whether what it kept during an outage fits into packets, or comes in messages of several. */
  batches?: BatchForm;
  hasVideo?: boolean;
  random: Random;
  nowMs: () => number;
  /** Hears the time of each report when it is given to the line, and when the platform promised to keep it. */
  track?: { sent: (atMs: number) => void; kept: (atMs: number) => void };
};

export type Terminal = {
  /** Reports a position now, or keeps it for the next connection (the newest hour of them). */
  report: (fix: Fix) => void;
  isOnline: () => boolean;
  /** What a driver sees: the text on the display, whether the doors are locked. */
  inside: () => { shown: string | null; doorsLocked: boolean };
  /** How many of its cameras send. */
  sending: () => number;
  /** Resolves at the first time that the platform accepted the authentication. */
  online: Promise<void>;
  close: () => void;
};

const heartbeatMs = 30_000;
const emptyBody = Buffer.alloc(0);

const inGcj02 = (fix: Fix): Fix => ({ ...fix, point: wgs84ToGcj02(fix.point) });

/** From a fresh connection to an accepted one; `code` outlives connections, as in a terminal's flash. */
function createIntroduction(settings: TerminalSettings, outbox: Outbox) {
  const { edition, terminalId } = settings;
  let code: Buffer | null = null;
  const introduce = () => {
    if (code === null) outbox.send(messageIds.register, encodeRegistration(settings, edition));
    else outbox.send(messageIds.authenticate, encodeAuthentication(code, terminalId, edition));
  };
  return {
    introduce,
    /** Answer 0x8100: the flow number, a result, and the code when the result is 0. */
    onRegistered: (body: Buffer): 'wait' | 'refused' => {
      outbox.acknowledge(body.readUInt16BE(0), 0);
      if (body[2] !== 0) return 'refused';
      code = Buffer.from(body.subarray(3));
      introduce();
      return 'wait';
    },
    /** Answer 0x8001 to any message; only the one to the authentication decides something. */
    onReply: (body: Buffer): 'wait' | 'accepted' | 'refused' => {
      outbox.acknowledge(body.readUInt16BE(0), body[4] ?? 1);
      if (body.readUInt16BE(2) !== messageIds.authenticate) return 'wait';
      if (body[4] === 0) return 'accepted';
      code = null;
      return 'refused';
    },
  };
}

/**
 * A vehicle terminal over TCP or UDP: registers (0x0100) until it is given a code, authenticates (0x0102),
 * then heartbeats and locations; does what it is ordered. A code that the platform no longer knows is
 * forgotten and asked for again.
 */
export function startTerminal(settings: TerminalSettings): Terminal {
  const { edition, nowMs } = settings;
  const first = Promise.withResolvers<void>();
  let phase: 'down' | 'introducing' | 'online' = 'down';
  let heartbeatAtMs = 0;
  let read = createFrameReader();
  let gather = createGatherer();
  const timeOf = new WeakMap<Buffer, number>();
  const outbox = createOutbox({
    ...settings,
    write: (frame) => socket.write(frame),
    noteKept: (locations) => {
      for (const location of locations) settings.track?.kept(timeOf.get(location) ?? 0);
    },
  });
  const introduction = createIntroduction(settings, outbox);
  const inside: Obeying = {
    edition,
    lastFix: null,
    doorsLocked: false,
    parameters: factorySettings(),
    shown: null,
    video: settings.hasVideo ? createVideoCamera(settings.terminalId, nowMs) : null,
  };

  const comeOnline = () => {
    phase = 'online';
    heartbeatAtMs = nowMs() + heartbeatMs;
    socket.settled();
    outbox.sendKept();
    first.resolve();
  };
  const answer = (message: Message): 'wait' | 'accepted' | 'refused' => {
    const { id, body } = message;
    if (id === messageIds.registerReply && body.length >= 3) return introduction.onRegistered(body);
    if (id === messageIds.platformReply && body.length >= 5) return introduction.onReply(body);
    if (id === messageIds.partsWanted) outbox.repeatParts(...readPartsWanted(body));
    else answerOrder(message);
    return 'wait';
  };
  const answerOrder = (message: Message) => {
    const order = gather(message);
    if (order === null) return;
    const said = obey(order, inside);
    outbox.transmit(said.id, said.body);
  };
  const onMessage = (message: Message) => {
    const outcome = answer(message);
    if (outcome === 'refused') socket.drop();
    if (outcome === 'accepted') comeOnline();
  };
  const open = settings.transport === 'udp' ? openDatagramLine : openPersistentSocket;
  const socket = open({
    ...settings,
    onOpen: () => {
      phase = 'introducing';
      read = createFrameReader();
      gather = createGatherer();
      introduction.introduce();
    },
    onData: (chunk) => read(chunk).forEach(onMessage),
    onClosed: () => {
      phase = 'down';
      outbox.restart();
    },
  });
  const stopWatching = everySecond(() => {
    if (phase === 'down') return;
    if (outbox.repeatOverdue()) return socket.drop();
    if (phase !== 'online' || nowMs() < heartbeatAtMs) return;
    heartbeatAtMs = nowMs() + heartbeatMs;
    outbox.send(messageIds.heartbeat, emptyBody);
  });

  return {
    report: (trueFix) => {
      const fix = settings.datum === 'GCJ02' ? inGcj02(trueFix) : trueFix;
      inside.lastFix = fix;
      const body = encodeLocation({ ...fix, doorsLocked: inside.doorsLocked }, edition);
      timeOf.set(body, fix.atMs);
      settings.track?.sent(fix.atMs);
      if (phase === 'online') outbox.send(messageIds.location, body, [body]);
      else outbox.keep(body);
    },
    isOnline: () => phase === 'online',
    inside: () => ({ shown: inside.shown, doorsLocked: inside.doorsLocked }),
    sending: () => inside.video?.sending() ?? 0,
    online: first.promise,
    close: () => {
      stopWatching();
      inside.video?.close();
      socket.close();
    },
  };
}
