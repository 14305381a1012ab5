import type { Socket } from 'node:net';
import type { LineEnd } from './answer-queue.ts';
import { FrameCutter } from './frame.ts';
import type { LineHouse } from './line-house.ts';
import { TerminalLine } from './terminal-line.ts';

/** What the gateway gives every connection. */
export type ConnectionHouse = LineHouse & {
  idleTimeoutMs: number;
  closed: (connection: Connection) => void;
};

/**
 * One socket: bytes in, frames handed over, answers out. Nothing here grows with what a peer sends:
 * while the house is slow, or the peer does not read its answers, the socket is paused, the rest of
 * its last chunk stays unread, and TCP holds the peer back. Between frames nothing is held.
 * No error leaves this class: a broken socket ends itself and nothing else.
 */
export class Connection implements LineEnd {
  readonly line: TerminalLine;
  readonly peer: string;
  readonly #socket: Socket;
  readonly #cutter: FrameCutter;
  #unread: Uint8Array | null = null;
  #unreadFrom = 0;
  #peerIsDone = false;
  #closed = false;

  constructor(socket: Socket, house: ConnectionHouse) {
    this.#socket = socket;
    this.peer = `${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`;
    this.line = new TerminalLine(house, this);
    this.#cutter = new FrameCutter(this.line);
    socket.setTimeout(house.idleTimeoutMs);
    socket.on('timeout', () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Uint8Array) => this.#take(chunk, 0));
    socket.on('drain', () => this.readOn());
    socket.on('end', () => {
      this.#peerIsDone = true;
      this.readOn();
    });
    socket.on('close', () => {
      this.#closed = true;
      this.line.leave();
      house.closed(this);
      this.readOn();
    });
  }

  send(answers: Uint8Array): void {
    if (!this.#socket.writable) return;
    if (!this.#socket.write(answers)) this.#socket.pause();
  }

  readOn(): void {
    const socket = this.#socket;
    if (this.#mustWait()) return;
    if (this.#unread !== null) {
      const chunk = this.#unread;
      this.#unread = null;
      this.#take(chunk, this.#unreadFrom);
      if (this.#mustWait()) return;
    }
    if (this.#closed) this.#cutter.end();
    // Only now: a peer that has closed its half still gets its answers.
    else if (this.#peerIsDone && this.line.isIdle()) socket.end();
    else if (socket.isPaused()) socket.resume();
  }

  close(): void {
    this.#socket.destroy();
  }

  /** What was received is handed over even if nobody is left to read the answers. */
  #mustWait(): boolean {
    return !this.line.hasRoom() || (this.#socket.writableNeedDrain && !this.#closed);
  }

  #take(chunk: Uint8Array, from: number): void {
    const at = this.#cutter.push(chunk, from);
    if (at < chunk.length) {
      this.#unread = chunk;
      this.#unreadFrom = at;
    }
    if (!this.line.hasRoom()) this.#socket.pause();
  }
}
