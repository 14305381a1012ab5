import type { LiveSocket } from './live-socket.ts';

/** A page that does not read is cut off, and welcomed back whole. */
const mostWaiting = { packets: 1000, bytes: 1_000_000 };

type Packet = { data?: string | { byteLength: number } };
type Connection = {
  /** What the transport has not been handed: it takes nothing while it is sending. */
  writeBuffer: Packet[];
  transport: {
    /** False while something is handed to the network. */
    writable: boolean;
    socket?: { bufferedAmount?: number; terminate?: () => void };
    on: (event: string, listener: () => void) => void;
    off: (event: string, listener: () => void) => void;
  };
  on: (event: string, listener: () => void) => void;
  off: (event: string, listener: () => void) => void;
  close: (discard: boolean) => void;
};
const connectionOf = (socket: LiveSocket) => socket.conn as unknown as Connection;

/** Bytes handed to the transport that the network has not taken yet. */
export function waitingBytes(socket: LiveSocket): number {
  return connectionOf(socket).transport.socket?.bufferedAmount ?? 0;
}

/** How much of a queue has been weighed, so that each packet is weighed once. */
type Weighed = { queue: Packet[]; packets: number; bytes: number };
const weighed = new WeakMap<LiveSocket, Weighed>();

/**
 * Whether a page has fallen too far behind. What is on the network already does not count: it was
 * handed over while nothing waited, so it is one batch, however large.
 */
export function isStuck(socket: LiveSocket): boolean {
  const queue = connectionOf(socket).writeBuffer;
  if (queue.length === 0) return false;
  if (queue.length > mostWaiting.packets) return true;
  const last = weighed.get(socket);
  const known = last?.queue === queue ? last : { queue, packets: 0, bytes: 0 };
  for (; known.packets < queue.length; known.packets++) {
    known.bytes += sizeOf(queue[known.packets]);
  }
  weighed.set(socket, known);
  return known.bytes > mostWaiting.bytes;
}

function sizeOf(packet: Packet | undefined): number {
  const data = packet?.data ?? '';
  return typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength;
}

/**
 * Waits until the network has taken everything that was sent; false when it has not within this time,
 * or when the page has left.
 */
export async function drain(socket: LiveSocket, withinMs: number): Promise<boolean> {
  const connection = connectionOf(socket);
  const untilMs = performance.now() + withinMs;
  while (socket.connected && !isDrained(connection)) {
    const leftMs = untilMs - performance.now();
    if (leftMs <= 0) return false;
    await somethingTaken(connection, leftMs);
  }
  return socket.connected;
}

function isDrained({ writeBuffer, transport }: Connection): boolean {
  return writeBuffer.length === 0 && transport.writable;
}

/** The next batch was taken, or the connection has ended, or the time is over. */
function somethingTaken(connection: Connection, withinMs: number): Promise<void> {
  const { transport } = connection;
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      transport.off('ready', done);
      connection.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, withinMs);
    transport.on('ready', done);
    connection.on('close', done);
  });
}

/**
 * Ends the connection at once: a polite end would wait, with all that waits, for a page that does not
 * read. The page takes it for a lost connection and comes back by itself.
 */
export function cutOff(socket: LiveSocket): void {
  const connection = connectionOf(socket);
  connection.close(true);
  connection.transport.socket?.terminate?.();
}
