import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { LiveUp } from '@ftz/shared/contract/live-up.ts';
import { decodePositionFrame } from '@ftz/shared/contract/position-frame.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { io, type Socket } from 'socket.io-client';

export type PositionAges = { vehicles: number; newestS: number | null; medianS: number | null };

/**
 * A page without pixels: joins, folds and asks again exactly as the contract says, and notes every
 * breach of it. For whoever doubts that nothing is lost, sent twice or out of order.
 */
export type HeadlessDesk = {
  socket: Socket<LiveDown, LiveUp>;
  situation: () => Situation;
  /** Numbers of the entries that it applied, in the order in which it did. */
  applied: readonly number[];
  /** What the server did that it must never do, as sentences. */
  faults: readonly string[];
  positions: (nowMs: number) => PositionAges;
  close: () => void;
};

type Settings = {
  url: string;
  cookie: string;
  onEvent?: (event: DurableEvent) => void;
  onSnapshot?: (situation: Situation) => void;
};

export function openHeadlessDesk({ url, cookie, onEvent, onSnapshot }: Settings): HeadlessDesk {
  const socket: Socket<LiveDown, LiveUp> = io(url, {
    transports: ['websocket'],
    extraHeaders: { cookie, origin: new URL(url).origin },
    reconnectionDelay: 100,
    reconnectionDelayMax: 300,
  });
  const applied: number[] = [];
  const faults: string[] = [];
  const fixAtS = new Map<number, number>();
  let epoch: string | null = null;
  let situation = emptySituation();

  const sync = () => {
    const have = epoch === null ? null : { epoch, seq: situation.seq };
    socket.emit('sync', { contractVersion, have }, (refusal) => {
      if (refusal) faults.push(`sync refused: ${refusal.en}`);
    });
  };
  socket.on('connect', sync);
  socket.on('snapshot', (message) => {
    if (epoch === message.epoch) faults.push(`a snapshot though entry ${situation.seq} was known`);
    ({ epoch, situation } = message);
    onSnapshot?.(situation);
  });
  socket.on('events', ({ afterSeq, upToSeq, events }) => {
    if (afterSeq !== situation.seq) {
      faults.push(`stands at ${situation.seq}, was sent what follows ${afterSeq}`);
      return;
    }
    for (const event of events) {
      if (event.seq <= (applied.at(-1) ?? 0)) faults.push(`${event.seq} twice or out of order`);
      applied.push(event.seq);
      situation = applyDurable(situation, event);
      onEvent?.(event);
    }
    situation = { ...situation, seq: upToSeq };
  });
  socket.on('positions', (frame) => {
    // In Node the frame arrives as a view of a larger buffer.
    const bytes = new Uint8Array(frame);
    const columns = decodePositionFrame(bytes.slice().buffer);
    if (!columns) return void faults.push('a position frame that cannot be read');
    for (let row = 0; row < columns.rows; row++) {
      fixAtS.set(columns.key[row] ?? 0, columns.fixAtS[row] ?? 0);
    }
  });

  return {
    socket,
    situation: () => situation,
    applied,
    faults,
    positions: (nowMs) => agesOf([...fixAtS.values()], nowMs),
    close: () => void socket.disconnect(),
  };
}

function agesOf(fixesAtS: number[], nowMs: number): PositionAges {
  const ages = fixesAtS.map((atS) => Math.max(0, nowMs / 1000 - atS)).sort((a, b) => a - b);
  const rounded = (age: number | undefined) =>
    age === undefined ? null : Math.round(age * 10) / 10;
  return {
    vehicles: ages.length,
    newestS: rounded(ages[0]),
    medianS: rounded(ages[Math.floor(ages.length / 2)]),
  };
}
