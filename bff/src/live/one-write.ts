import type { LiveSocket } from './live-socket.ts';

/** What Engine.IO and ws keep to themselves; both are pinned. */
type Line = {
  transport: { writable: boolean; socket?: { _socket?: { cork(): void; uncork(): void } } };
  flush?: () => void;
};

/**
 * What `emit` sends leaves in one write for each of these pages, which must be ready. Socket.IO makes
 * two packets of a message with bytes in it, and would hand over the second one when the network has
 * taken the first: two system calls and a turn of the loop for each page and frame.
 */
export function inOneWrite(pages: readonly LiveSocket[], emit: () => void): void {
  const lines = pages.map(({ conn }) => conn as unknown as Line);
  for (const { transport } of lines) transport.writable = false;
  try {
    emit();
  } finally {
    for (const line of lines) {
      const wire = line.transport.socket?._socket;
      line.transport.writable = true;
      wire?.cork();
      line.flush?.();
      wire?.uncork();
    }
  }
}
