import type { Principal } from '@ftz/shared/contract/account.ts';
import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { Command, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { LiveReader, ReadRange } from './live-reader.ts';
import { openSocketIoLine, type SocketIoLine } from './socket-io-line.ts';
import type { DeskPage, DeskRecord } from './truth-journal.ts';

export type Welcome = {
  principal: Principal;
  epoch: string;
  headSeq: number;
  resume: 'replay' | 'snapshot';
};
export type Snapshot = { epoch: string; situation: { seq: number } };
export type Beat = { headSeq: number; stalledSinceMs: number | null };

export type DeskSettings = {
  /** Asked at each connection: a proxy may stand between. */
  url: () => string;
  cookie: string;
  record: DeskRecord;
  reader: LiveReader;
  /** `GET /api/situation`; desks of one person may share the answer that is under way. */
  readSnapshot: () => Promise<Snapshot>;
  /** 0 to 1: the jitter of its reconnections. */
  random: () => number;
  onRange?: ((range: ReadRange, atMs: number) => void) | undefined;
  onSnapshot?: (snapshot: Snapshot) => void;
  onBeat?: ((beat: Beat, atMs: number) => void) | undefined;
};

/**
 * A page without pixels and without a fold: joins as the contract says, writes down what it applies,
 * comes back as the page does (300 ms to 2 s, with jitter).
 */
export type LightDesk = {
  record: DeskRecord;
  isConnected: () => boolean;
  epoch: () => string | null;
  seq: () => number;
  /** Since when it stands at the head that its last welcome named, in ms; null while it does not. */
  atHeadSinceMs: () => number | null;
  snapshots: () => number;
  /** What the server did that it must never do, as sentences. */
  faults: readonly string[];
  command: (command: Command) => Promise<CommandReply | null>;
  line: () => SocketIoLine;
  /** Drops the connection; it comes back by itself. */
  drop: () => void;
  close: () => void;
};

const delays = { firstMs: 300, mostMs: 2_000, jitter: 0.5 };

/** The last answer is still under way. */
const askAgainMs = 250;

/** Socket.IO's own formula, so that a storm of these is a storm of pages. */
function delayMs(attempt: number, random: number): number {
  const ms = delays.firstMs * 2 ** attempt;
  return Math.min(delays.mostMs, ms * (1 + delays.jitter * (2 * random - 1)));
}

export function openLightDesk(settings: DeskSettings): LightDesk {
  const { record, reader } = settings;
  const faults: string[] = [];
  let have: { epoch: string; seq: number } | null = null;
  let page: DeskPage | null = null;
  let headSeq = Number.POSITIVE_INFINITY;
  let atHeadSinceMs: number | null = null;
  let snapshots = 0;
  let attempt = 0;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  let line = connect();

  function connect(): SocketIoLine {
    const opened = openSocketIoLine(settings.url(), settings.cookie, {
      onConnect: () => {
        attempt = 0;
        sync();
      },
      onPacket: (packet) => take(packet, opened),
      onClose: () => {
        atHeadSinceMs = null;
        clearTimeout(retry);
        if (!closed) retry = setTimeout(reconnect, delayMs(attempt++, settings.random()));
      },
    });
    return opened;
  }
  function reconnect() {
    line = connect();
  }

  function sync() {
    clearTimeout(retry);
    atHeadSinceMs = null;
    headSeq = Number.POSITIVE_INFINITY;
    line.emit('sync', { contractVersion, have }, (answer) => {
      const refusal = answer as Refusal | null;
      if (refusal?.retry === 'later') retry = setTimeout(() => line.isOpen() && sync(), askAgainMs);
      else if (refusal) faults.push(`sync refused: ${refusal.en}`);
    });
  }

  function take(packet: string, from: SocketIoLine) {
    if (from !== line) return;
    if (packet.startsWith('["events"')) apply(reader.readRange(packet));
    else if (packet.startsWith('["welcome"')) welcome(argumentOf(packet) as Welcome, from);
    else if (packet.startsWith('["beat"')) {
      settings.onBeat?.(argumentOf(packet) as Beat, performance.now());
    }
  }

  function welcome(message: Welcome, from: SocketIoLine) {
    if (message.resume === 'snapshot') return void reload(from);
    if (have?.epoch !== message.epoch)
      faults.push('another history is continued as if it were ours');
    headSeq = message.headSeq;
    noteHead();
  }

  async function reload(from: SocketIoLine) {
    const snapshot = await settings.readSnapshot().catch(() => null);
    // The connection may have gone meanwhile: then the next one asks anew.
    if (snapshot === null) return from.drop();
    if (from !== line || !from.isOpen()) return;
    const { epoch, situation } = snapshot;
    snapshots += 1;
    have = { epoch, seq: situation.seq };
    page = { epoch, fromSeq: situation.seq, seqs: [], keys: [] };
    record.pages.push(page);
    settings.onSnapshot?.(snapshot);
    sync();
  }

  function apply(range: ReadRange) {
    if (have === null || page === null) return void faults.push('entries before a snapshot');
    // Something was missed on the way: the contract's answer is to join again.
    if (range.afterSeq !== have.seq) {
      faults.push(`stands at ${have.seq}, was sent what follows ${range.afterSeq}`);
      return sync();
    }
    page.seqs.push(...range.seqs);
    page.keys.push(...range.keys);
    have.seq = range.upToSeq;
    settings.onRange?.(range, performance.now());
    noteHead();
  }

  function noteHead() {
    if (have !== null && have.seq >= headSeq) atHeadSinceMs ??= performance.now();
  }

  return {
    record,
    faults,
    isConnected: () => line.isOpen(),
    epoch: () => have?.epoch ?? null,
    seq: () => have?.seq ?? 0,
    atHeadSinceMs: () => atHeadSinceMs,
    snapshots: () => snapshots,
    command: (command) =>
      new Promise((resolve) => {
        if (!line.isOpen()) return resolve(null);
        line.emit('command', command, (answer) => resolve(answer as CommandReply));
      }),
    line: () => line,
    drop: () => line.drop(),
    close: () => {
      closed = true;
      clearTimeout(retry);
      line.drop();
    },
  };
}

const argumentOf = (packet: string): unknown => (JSON.parse(packet) as unknown[])[1];
