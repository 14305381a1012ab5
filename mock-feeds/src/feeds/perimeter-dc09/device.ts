import { type Journal, noJournal } from '#feeds/journal.ts';
import { openPersistentSocket } from '#feeds/persistent-socket.ts';
import type { Random } from '#sim/random.ts';
import { openDatagramLine } from './datagram-line.ts';
import { decodeAnswer, encodeLinkTest, encodeZoneEvent } from './encode.ts';
import { createFrameQueue } from './frame-queue.ts';

export type PanelSettings = {
  host: string;
  port: number;
  account: string;
  nullPeriodS: number;
  /** 1–9999; should differ from the last run's, whose numbers the receiver still remembers. */
  firstSeq: number;
  random: Random;
  nowMs: () => number;
  journal?: Journal;
  /** Seals every frame; 16, 24 or 32 bytes. */
  key?: Buffer | null;
  transport?: 'tcp' | 'udp';
};

export type PanelDevice = {
  /** Queued until the receiver has taken it, whatever happens to the connection. */
  sendZoneEvent: (event: { zone: number; code: string; atMs: number }) => void;
  isOnline: () => boolean;
  /** Resolves at the first acknowledged frame. */
  online: Promise<void>;
  close: () => void;
};

/** Cuts the receiver's bytes at each CR; what is longer than any answer is noise. */
function createAnswerReader(): (chunk: Buffer) => string[] {
  let rest = '';
  return (chunk) => {
    const frames = (rest + chunk.toString('latin1')).split('\r');
    rest = (frames.pop() ?? '').slice(-512);
    return frames;
  };
}

/** A perimeter panel: a link test twice per promised period, and every event until it is answered. */
export function startPanel(settings: PanelSettings): PanelDevice {
  const { account, nowMs, journal = noJournal, key = null, transport = 'tcp' } = settings;
  const first = Promise.withResolvers<void>();
  let seq = settings.firstSeq;
  let newestMs = 0;
  let isOnline = false;
  let read = createAnswerReader();
  const queue = createFrameQueue({
    write: (frame) => socket.write(frame),
    giveUp: () => socket.drop(),
  });

  const nextSeq = () => {
    const used = seq;
    seq = (seq % 9999) + 1;
    return used;
  };
  // A panel's clock never runs backwards: an event that waited for its turn must not seem older
  // than the link test before it.
  const stamp = (atMs: number) => {
    newestMs = Math.max(newestMs, atMs);
    return newestMs;
  };
  const sendLinkTest = () => {
    // Whatever is waiting already proves the panel alive, or will.
    if (!isOnline || !queue.isEmpty()) return;
    const used = nextSeq();
    const write = () => ({
      frame: encodeLinkTest({ account, seq: used, atMs: stamp(nowMs()), key }),
      name: null,
    });
    queue.add({ seq: used, ...write(), renew: write });
  };
  const onFrame = (frame: string) => {
    const answer = decodeAnswer(frame, key);
    const settled = answer && queue.settle(answer);
    if (settled === null) return;
    if (settled.name !== null) journal.acked(settled.name);
    socket.settled();
    first.resolve();
  };
  const openLine = transport === 'tcp' ? openPersistentSocket : openDatagramLine;
  const socket = openLine({
    ...settings,
    onOpen: () => {
      isOnline = true;
      read = createAnswerReader();
      queue.opened();
      sendLinkTest();
    },
    onData: (chunk) => read(chunk).forEach(onFrame),
    onClosed: () => {
      isOnline = false;
      queue.closed();
    },
  });
  const beat = setInterval(sendLinkTest, (settings.nullPeriodS * 1000) / 2);

  return {
    sendZoneEvent: ({ zone, code, atMs }) => {
      const used = nextSeq();
      const write = (stampMs: number) => {
        const frame = encodeZoneEvent({ account, seq: used, zone, code, atMs: stampMs, key });
        // The frame says whole seconds.
        const name = `fence/${account}/${used}/${code}/${zone}/${Math.floor(stampMs / 1000) * 1000}`;
        return { frame, name };
      };
      const first = { seq: used, ...write(stamp(atMs)) };
      const renew = () => {
        const renewed = write(stamp(nowMs()));
        journal.sent(renewed.name);
        return renewed;
      };
      if (queue.add(key === null ? first : { ...first, renew })) journal.sent(first.name);
    },
    isOnline: () => isOnline,
    online: first.promise,
    close: () => {
      clearInterval(beat);
      queue.closed();
      socket.close();
    },
  };
}
