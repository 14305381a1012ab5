import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import { decodePositionFrame } from '@ftz/shared/contract/position-frame.ts';
import { answerQuestions } from './child-program.ts';
import { machineNowMs } from './machine-clock.ts';
import { openWire, type Wire, type WireFrame } from './websocket-wire.ts';

/**
 * The clients of a fan-out: they join as pages do, count, and parse nothing but the heads of position
 * frames. `kind` `plain` is a bare WebSocket whose binary frames are the batches; `naive` a Socket.IO
 * client whose messages are.
 */
export type ReadersSettings = {
  port: number;
  clients: number;
  kind: 'page' | 'plain' | 'naive';
  /** What the house knows the page by. */
  cookie?: string;
  /** Of a plain one: the subprotocol, and what it says first. */
  protocol?: string;
  hello?: Uint8Array[];
  /** Keeps what `events` messages say, of this many of the clients. */
  listeners?: number;
  /** The first of them also reads its position frames, for how old positions are. */
  probes?: boolean;
};

export type ReadersTotals = {
  bytes: number;
  /** Of these, inside WebSocket frames. */
  payloadBytes: number;
  /** Position frames, or batches. */
  frames: number;
  /** Rows in them, `moved` and `placed`; of these the latter, and rows of complete frames. */
  rows: number;
  placedRows: number;
  completeRows: number;
  /** Frames that did not continue the one before. */
  jumps: number;
  /** Tick to last byte, of every frame since the last reset. */
  latenciesMs: Float64Array;
  /** Of every position that the probe got. */
  agesMs: Float64Array;
  closed: number;
};

/** One `events` message at one listener. */
export type HeardEvents = { listener: number; atMs: number; text: string };

/** One page that may have read nothing for a while. */
export type SlowReader = {
  /** How old its newest frame was when it came. */
  newestAgeMs: number;
  /** Frames since the last reset that were older than a beat: the network had held them. */
  oldFrames: number;
  /** Up to which entry it has everything. */
  seq: number;
  isConnected: boolean;
};

type Reader = {
  /** Null for one that keeps no events. */
  listener: number | null;
  wire: Wire;
  number: number;
  newestAgeMs: number;
  oldFrames: number;
  joined: PromiseWithResolvers<void>;
  have: { epoch: string; seq: number } | null;
  settings: ReadersSettings;
  isProbe: boolean;
};

/** Older than a beat and what it may take to arrive. */
const oldMs = 1_500;
const readers: Reader[] = [];
let heard: HeardEvents[] = [];
let closed = 0;
let counts = emptyCounts();
let latencies: number[] = [];
let agesMs: number[] = [];
/** Of connections that were given up for a new one. */
let bytesOfOld = 0;

function emptyCounts() {
  return {
    payloadBytes: 0,
    frames: 0,
    rows: 0,
    placedRows: 0,
    completeRows: 0,
    jumps: 0,
    bytesBefore: 0,
  };
}

const bytesSoFar = () => readers.reduce((sum, { wire }) => sum + wire.bytes(), bytesOfOld);

function headersOf({ port, cookie, protocol }: ReadersSettings): Record<string, string> {
  return {
    origin: `http://127.0.0.1:${port}`,
    ...(cookie && { cookie }),
    ...(protocol && { 'sec-websocket-protocol': protocol }),
  };
}

function connect(reader: Omit<Reader, 'wire'>): Reader {
  const { settings } = reader;
  const opened: Reader = Object.assign(reader, {
    wire: openWire({
      port: settings.port,
      path: settings.kind === 'plain' ? '/' : '/socket.io/?EIO=4&transport=websocket',
      headers: headersOf(settings),
      ...(settings.kind === 'page' && { keeps: reader.isProbe ? 'all' : 'text' }),
      onFrame: (frame) => onFrame[settings.kind](opened, frame),
      onUpgraded: (wire) => {
        for (const bytes of settings.hello ?? []) wire.sendBinary(bytes);
        if (settings.kind === 'plain') opened.joined.resolve();
      },
      onClose: () => {
        closed += 1;
        opened.joined.reject(new Error('a client was closed before it had joined'));
      },
    }),
  });
  return opened;
}

async function open(settings: ReadersSettings): Promise<void> {
  const first = readers.length;
  const opened = Array.from({ length: settings.clients }, (_, i) =>
    connect({
      listener: i < (settings.listeners ?? 0) ? first + i : null,
      number: 0,
      newestAgeMs: 0,
      oldFrames: 0,
      joined: Promise.withResolvers<void>(),
      have: null,
      isProbe: i === 0 && settings.probes === true,
      settings,
    }),
  );
  readers.push(...opened);
  await Promise.all(opened.map(({ joined }) => joined.promise));
}

/** Lets go of the first connections and comes back with what those pages have. */
async function reconnect(some: { clients: number; awayMs: number }): Promise<void> {
  const leaving = readers.slice(0, some.clients);
  for (const reader of leaving) {
    bytesOfOld += reader.wire.bytes();
    reader.joined = Promise.withResolvers<void>();
    reader.joined.promise.catch(() => undefined);
    reader.wire.socket.destroy();
  }
  await new Promise((resolve) => setTimeout(resolve, some.awayMs));
  for (const reader of leaving) {
    reader.joined = Promise.withResolvers<void>();
    connect(reader);
  }
  await Promise.all(leaving.map(({ joined }) => joined.promise));
}

const startsWith = (frame: WireFrame, text: string) =>
  Buffer.from(frame.head.buffer, 0, frame.headLength).toString('latin1', 0, text.length) === text;

/** Engine.IO's own talk; true when the frame was that. */
function isTransport({ wire }: Reader, frame: WireFrame): boolean {
  if (!frame.isText) return false;
  const [code] = frame.head;
  if (code === 0x30) wire.sendText('40');
  if (code === 0x32) wire.sendText('3');
  return code !== 0x34;
}

function askToJoin(reader: Reader): void {
  const request = ['sync', { contractVersion, have: reader.have }];
  reader.wire.sendText(`420${JSON.stringify(request)}`);
}

/** A page that wants no history: it says that it has it all, and joins with that. */
function onWelcome(reader: Reader, text: Buffer): void {
  const [, { epoch, headSeq, resume }] = JSON.parse(text.toString('utf8', 2));
  if (resume !== 'snapshot') return;
  reader.have = { epoch, seq: headSeq };
  askToJoin(reader);
}

function onEvents(reader: Reader, text: Buffer): void {
  const [, upToSeq] = /"upToSeq":(\d+)/.exec(text.toString('utf8')) ?? [];
  if (reader.have) reader.have.seq = Number(upToSeq);
  if (reader.listener === null) return;
  heard.push({ listener: reader.listener, atMs: machineNowMs(), text: text.toString('utf8', 2) });
}

function onPageText(reader: Reader, frame: WireFrame): void {
  if (startsWith(frame, '40{')) askToJoin(reader);
  else if (frame.whole === null) return;
  else if (startsWith(frame, '42["events"')) onEvents(reader, frame.whole);
  else if (startsWith(frame, '42["welcome"')) onWelcome(reader, frame.whole);
  else if (startsWith(frame, '430[{')) reader.joined.reject(new Error(frame.whole.toString()));
}

function onPositions(reader: Reader, { head, whole }: WireFrame): void {
  const header = new DataView(head.buffer);
  const afterNumber = header.getUint32(4, true);
  const placed = header.getUint32(20, true);
  const moved = header.getUint32(24, true);
  reader.newestAgeMs = machineNowMs() - header.getFloat64(8, true);
  if (reader.newestAgeMs > oldMs) reader.oldFrames += 1;
  latencies.push(reader.newestAgeMs);
  counts.frames += 1;
  counts.rows += placed + moved;
  counts.placedRows += placed;
  if (afterNumber === 0) counts.completeRows += placed;
  else if (afterNumber !== reader.number) counts.jumps += 1;
  reader.number = header.getUint32(0, true);
  reader.joined.resolve();
  if (whole !== null && afterNumber !== 0) noteAges(whole);
}

/** How old each position is that came in this frame; terminals tell whole seconds. */
function noteAges(bytes: Buffer): void {
  const frame = decodePositionFrame(new Uint8Array(bytes).buffer);
  if (frame === null) throw new Error('a position frame that cannot be read');
  const nowMs = machineNowMs();
  const frameAtS = Math.floor(frame.serverAtMs / 1000);
  for (const ageS of frame.moved.ageS) agesMs.push(nowMs - (frameAtS - ageS) * 1000);
  for (const fixAtS of frame.placed.fixAtS) agesMs.push(nowMs - fixAtS * 1000);
}

const onFrame = {
  page: (reader: Reader, frame: WireFrame) => {
    if (isTransport(reader, frame)) return;
    if (frame.isText) onPageText(reader, frame);
    else onPositions(reader, frame);
  },
  plain: (_reader: Reader, { length }: WireFrame) => {
    counts.frames += 1;
    counts.payloadBytes += length;
  },
  naive: (reader: Reader, frame: WireFrame) => {
    if (isTransport(reader, frame)) return;
    if (startsWith(frame, '40{')) reader.joined.resolve();
    else counts.frames += 1;
  },
} satisfies Record<ReadersSettings['kind'], unknown>;

function totals(): ReadersTotals {
  const { bytesBefore, ...rest } = counts;
  return {
    ...rest,
    bytes: bytesSoFar() - bytesBefore,
    latenciesMs: Float64Array.from(latencies),
    agesMs: Float64Array.from(agesMs),
    closed,
  };
}

answerQuestions({
  open,
  reconnect,
  reset: () => {
    counts = { ...emptyCounts(), bytesBefore: bytesSoFar() };
    latencies = [];
    agesMs = [];
    heard = [];
    for (const reader of readers) reader.oldFrames = 0;
  },
  totals,
  heard: () => heard,
  slow: (i: number): SlowReader => {
    const { newestAgeMs, oldFrames, have, wire } = readers[i] as Reader;
    return { newestAgeMs, oldFrames, seq: have?.seq ?? 0, isConnected: !wire.socket.destroyed };
  },
  /** The first clients read nothing more, as a laptop does whose lid was closed. */
  stall: (clients: number) => {
    for (const { wire } of readers.slice(0, clients)) wire.socket.pause();
  },
  resume: (clients: number) => {
    for (const { wire } of readers.slice(0, clients)) wire.socket.resume();
  },
});
