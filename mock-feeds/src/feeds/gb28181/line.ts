import { createSocket } from 'node:dgram';
import { openPersistentSocket } from '#feeds/persistent-socket.ts';
import type { Random } from '#sim/random.ts';

/** A way to the centre that gives and takes whole messages. */
export type SipLine = { send: (bytes: Uint8Array) => void; settled: () => void; close: () => void };

type Way = {
  host: string;
  port: number;
  random: Random;
  /** The way is there; over TCP again after each loss. */
  onOpen: (localPort: number) => void;
  onMessage: (text: string) => void;
};

export function openUdpLine({ host, port, onOpen, onMessage }: Way): SipLine {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.on('error', () => {});
  socket.on('message', (bytes) => onMessage(bytes.toString('latin1')));
  socket.bind(0, host, () => onOpen(socket.address().port));
  return {
    send: (bytes) => socket.send(bytes, port, host, () => {}),
    settled: () => {},
    close: () => socket.close(),
  };
}

export function openTcpLine({ host, port, random, onOpen, onMessage }: Way): SipLine {
  let rest = '';
  const socket = openPersistentSocket({
    host,
    port,
    random,
    // A platform cannot say which port it got; the centre answers on the line itself.
    onOpen: () => onOpen(port),
    onData: (chunk) => {
      rest += chunk.toString('latin1');
      for (let next = cutMessage(rest); next !== null; next = cutMessage(rest)) {
        rest = rest.slice(next.length);
        onMessage(next);
      }
    },
    onClosed: () => {
      rest = '';
    },
  });
  return { send: socket.write, settled: socket.settled, close: socket.close };
}

/** The first whole message of a stream, by its length; null while it is still coming. */
function cutMessage(text: string): string | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const length = Number(/\r\ncontent-length:\s*(\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
  const whole = end + 4 + length;
  return text.length >= whole ? text.slice(0, whole) : null;
}
