import type { LiveSocket } from './live-socket.ts';

/** A page that does not read is cut off, and welcomed back whole. */
const mostWaiting = { packets: 1000, bytes: 1_000_000 };

/** What a page's own welcome left in its buffer, until it has read that. */
const welcomes = new WeakMap<LiveSocket, number>();

type Connection = {
  writeBuffer: { data?: string | { byteLength: number } }[];
  transport: { socket?: { bufferedAmount?: number } };
};

/** Bytes handed to the transport that the network has not taken yet. */
export function waitingBytes(socket: LiveSocket): number {
  const { transport } = socket.conn as unknown as Connection;
  return transport.socket?.bufferedAmount ?? 0;
}

/** Also what the transport has not been handed: it takes nothing while it is sending. */
function backlogOf(socket: LiveSocket): { packets: number; bytes: number } {
  const { writeBuffer } = socket.conn as unknown as Connection;
  const queued = writeBuffer.reduce((sum, { data }) => sum + sizeOf(data), 0);
  return { packets: writeBuffer.length, bytes: queued + waitingBytes(socket) };
}

function sizeOf(data: string | { byteLength: number } | undefined): number {
  if (data === undefined) return 0;
  // In bytes, as the network counts: a queued text must not grow when it is handed on.
  return typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength;
}

/**
 * What waits now is the page's own welcome: a situation larger than the limit must not cut off every
 * page that asks for it, again and again.
 */
export function forgiveBacklog(socket: LiveSocket): void {
  welcomes.set(socket, backlogOf(socket).bytes);
}

/** Whether a page has fallen too far behind, beyond what its welcome put there. */
export function isStuck(socket: LiveSocket): boolean {
  const { packets, bytes } = backlogOf(socket);
  if (bytes <= mostWaiting.bytes) welcomes.delete(socket);
  return packets > mostWaiting.packets || bytes > mostWaiting.bytes + (welcomes.get(socket) ?? 0);
}

/** Whether the last welcome is still on its way: another one would only pile up behind it. */
export function isUnread(socket: LiveSocket): boolean {
  const { packets, bytes } = backlogOf(socket);
  return packets > mostWaiting.packets || bytes > mostWaiting.bytes;
}
