import { createSocket } from 'node:dgram';
import type { PersistentSocket } from '#feeds/persistent-socket.ts';
import { backOffMs } from '#sim/back-off.ts';
import type { Random } from '#sim/random.ts';

/**
 * A device's UDP port, with the face of a connection: it opens at once, and after a `drop`, which is a
 * device's own verdict that nobody answers, it opens again later.
 */
export function openDatagramLine(settings: {
  host: string;
  port: number;
  random: Random;
  onOpen: () => void;
  onData: (datagram: Buffer) => void;
  onClosed: () => void;
}): PersistentSocket & { settled: () => void } {
  const socket = createSocket('udp4');
  let timer: NodeJS.Timeout | null = null;
  let attempt = 0;
  let closed = false;
  socket.on('message', settings.onData);
  // Nobody listens there at present: the device's own clock finds that out.
  socket.on('error', () => {});
  socket.bind(0, () => settings.onOpen());

  return {
    write: (bytes) => {
      if (!closed) socket.send(bytes, settings.port, settings.host, () => {});
    },
    drop: () => {
      if (closed || timer !== null) return;
      settings.onClosed();
      timer = setTimeout(
        () => {
          timer = null;
          settings.onOpen();
        },
        backOffMs(attempt++, settings.random),
      );
    },
    settled: () => {
      attempt = 0;
    },
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      socket.close();
    },
  };
}
