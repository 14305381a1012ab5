import { createConnection, type Socket } from 'node:net';
import { backOffMs } from '#sim/back-off.ts';
import type { Random } from '#sim/random.ts';

export type PersistentSocket = {
  /** Bytes written while there is no connection are lost: the caller keeps what must arrive. */
  write: (bytes: Uint8Array) => void;
  /** Ends this connection; a new one follows. */
  drop: () => void;
  close: () => void;
};

/** What any of the sockets has just read: a buffer each would be most of a fleet's memory. */
const readBuffer = Buffer.alloc(65_536);

/**
 * A TCP connection of a device that never gives up. What `onData` is given is good until it returns. `onOpen` and `onClosed` come in turns;
 * `settled` resets the back-off and is for the moment when the peer proved to be the right one.
 */
export function openPersistentSocket(settings: {
  host: string;
  port: number;
  random: Random;
  onOpen: () => void;
  onData: (chunk: Buffer) => void;
  onClosed: () => void;
}): PersistentSocket & { settled: () => void } {
  let socket: Socket | null = null;
  let timer: NodeJS.Timeout | null = null;
  let attempt = 0;
  let closed = false;

  const connectNow = () => {
    timer = null;
    const opened = createConnection({
      host: settings.host,
      port: settings.port,
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (length) => {
          settings.onData(readBuffer.subarray(0, length));
          return true;
        },
      },
    });
    socket = opened;
    opened.on('connect', settings.onOpen);
    // With `onread` there is no stream to end; the far end's farewell is heard only by reading.
    opened.resume();
    // 'close' follows every error: one place decides what comes next.
    opened.on('error', () => {});
    opened.on('close', () => {
      socket = null;
      if (closed) return;
      settings.onClosed();
      timer = setTimeout(connectNow, backOffMs(attempt++, settings.random));
    });
  };
  connectNow();

  return {
    write: (bytes) => void socket?.write(bytes),
    drop: () => void socket?.destroy(),
    settled: () => {
      attempt = 0;
    },
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      socket?.destroy();
    },
  };
}
