import type { Journal } from '#feeds/journal.ts';
import { openPersistentSocket } from '#feeds/persistent-socket.ts';
import type { Random } from '#sim/random.ts';
import { decodeChallenge, decodeLine, encodeHello, encodeLine, type Words } from './encode.ts';

export type SignedDeviceSettings = {
  host: string;
  port: number;
  deviceId: string;
  key: string;
  random: Random;
  nowMs: () => number;
  journal: Journal;
  heartbeatMs?: number;
  /** What it does when it is ordered; what it answers with. */
  obey?: (order: Words) => Words[];
};

export type SignedDevice = {
  /** Queued until the centre has taken it, whatever happens to the connection. Answers its number. */
  say: (words: Words) => number;
  online: Promise<void>;
  close: () => void;
};

const mostQueued = 1_000;

/** Queued words with the number that they keep, however often they are said. */
type Queued = { n: number; words: Words; durable: boolean };

/** A device that signs its lines: it says one thing at a time, and again on its next line until it is taken. */
export function startSignedDevice(settings: SignedDeviceSettings): SignedDevice {
  const { deviceId, key, nowMs, journal, heartbeatMs = 20_000, obey = () => [] } = settings;
  const first = Promise.withResolvers<void>();
  const queue: Queued[] = [];
  // Larger than any number of its last life, whose memory is gone.
  let n = nowMs();
  let nonce: string | null = null;
  let waiting = false;
  let rest = '';

  const nameOf = (number: number) => `equipment/${deviceId}/${number}`;
  const isDurable = ({ type }: Words) => type !== 'heartbeat' && type !== 'order-answer';

  function sayNext(): void {
    const [head] = queue;
    if (nonce === null || waiting || head === undefined) return;
    waiting = true;
    socket.write(Buffer.from(encodeLine(key, nonce, { ...head.words, n: head.n })));
  }

  function say(words: Words): number {
    n += 1;
    const durable = isDurable(words);
    if (queue.length < mostQueued) {
      queue.push({ n, words: { ...words, atMs: nowMs() }, durable });
      if (durable) journal.sent(nameOf(n));
    }
    sayNext();
    return n;
  }

  function next(): void {
    queue.shift();
    waiting = false;
    sayNext();
  }

  function onLine(line: string): void {
    if (nonce === null) {
      nonce = decodeChallenge(line);
      if (nonce !== null) sayNext();
      return;
    }
    const heard = decodeLine(key, nonce, line);
    if (heard?.type === 'order') for (const words of obey(heard)) say(words);
    if (heard?.type === 'refused') {
      // What is malformed stays so, everything else is worth another line.
      if (heard.why === 'bad-message') next();
      else socket.drop();
      return;
    }
    const [head] = queue;
    if (heard?.type !== 'taken' || head === undefined || heard.n !== head.n) return;
    if (head.durable) journal.acked(nameOf(head.n));
    socket.settled();
    first.resolve();
    next();
  }

  const socket = openPersistentSocket({
    ...settings,
    onOpen: () => {
      rest = '';
      socket.write(Buffer.from(encodeHello(deviceId)));
    },
    onData: (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\n');
      rest = (lines.pop() ?? '').slice(-4096);
      lines.forEach(onLine);
    },
    onClosed: () => {
      nonce = null;
      waiting = false;
    },
  });
  const beat = () => {
    if (queue.length === 0) say({ type: 'heartbeat' });
  };
  beat();
  const beats = setInterval(beat, heartbeatMs);
  return {
    say,
    online: first.promise,
    close: () => {
      clearInterval(beats);
      socket.close();
    },
  };
}
