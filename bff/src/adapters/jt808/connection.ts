import { once } from 'node:events';
import type { Socket } from 'node:net';
import { FrameSplitter } from './frame.ts';
import type { TerminalLine, Waiting } from './terminal-line.ts';

/** Above the first we stop reading the socket, at the second we read on. */
const pauseAbove = 64;
const resumeAt = 16;

/**
 * One socket: bytes in, frames handled one after the other, answers out. What a terminal sends is
 * handed over in its order. Nothing here grows with what a peer sends: while `accept` is slow, or
 * the peer does not read its answers, the socket is paused and TCP holds the peer back.
 * No error leaves this function: a broken socket ends itself and nothing else.
 */
export function serveConnection(socket: Socket, line: TerminalLine, idleTimeoutMs: number): void {
  const splitter = new FrameSplitter();
  const waiting: Waiting[] = [];
  let working = false;
  let peerIsDone = false;

  async function work(): Promise<void> {
    working = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await answer(socket, line, next);
      if (socket.isPaused() && waiting.length <= resumeAt) socket.resume();
    }
    working = false;
    // Only now: a peer that has closed its half still gets its answers.
    if (peerIsDone) socket.end();
  }

  function take(frames: ReturnType<FrameSplitter['push']>): void {
    waiting.push(...line.sort(frames));
    if (waiting.length > pauseAbove) socket.pause();
    if (!working && (waiting.length > 0 || peerIsDone)) void work();
  }

  socket.setNoDelay(true);
  socket.setTimeout(idleTimeoutMs, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Uint8Array) => take(splitter.push(chunk)));
  socket.on('end', () => {
    peerIsDone = true;
    take([]);
  });
  socket.on('close', () => take(splitter.end()));
}

/** Never rejects: what the house could not keep is not answered, and the line stays open. */
async function answer(socket: Socket, line: TerminalLine, next: Waiting): Promise<void> {
  try {
    const reply = await line.handle(next);
    if (reply === null || !socket.writable || socket.write(reply)) return;
    // A destroyed socket never drains: 'close' ends this wait as well.
    const over = new AbortController();
    await Promise.race([
      once(socket, 'drain', { signal: over.signal }),
      once(socket, 'close', { signal: over.signal }),
    ]).finally(() => over.abort());
  } catch {
    // `accept` rejected, which the house has already made known where it happened.
  }
}
