import { encodeBackfill, messageIds } from './encode.ts';
import { type Edition, encodeFrame } from './frame.ts';

/** A message that waits for its acknowledgement; `locations` in it must not be lost. */
type Sent = { frame: Buffer; locations: readonly Buffer[]; tries: number; dueMs: number };
const nothing: readonly Buffer[] = [];

const firstWaitMs = 10_000;
const mostTries = 3;
/** An hour of positions at five seconds. */
const mostKept = 720;
/** Twenty reports of 46 bytes fit into one packet of 1023. */
const batchSize = 20;

export type Outbox = {
  /** Sends without expecting an answer. */
  transmit: (id: number, body: Buffer) => number;
  /** Sends and watches for the answer; if none comes, `locations` go back to the kept ones. */
  send: (id: number, body: Buffer, locations?: readonly Buffer[]) => void;
  acknowledge: (flow: number) => void;
  /** For the next connection: the newest hour of locations. */
  keep: (location: Buffer) => void;
  sendKept: () => void;
  /** Repeats what is overdue. True when something was repeated in vain: the connection is dead. */
  repeatOverdue: () => boolean;
  /** A new connection counts its flow numbers from 0. */
  restart: () => void;
};

/**
 * What a terminal sends, numbered per connection, and what the platform has not acknowledged yet.
 * Waits grow as T(n+1) = T(n)·(n+1) from ten seconds (JT/T 808 clause 6).
 */
export function createOutbox(settings: {
  terminalId: string;
  edition: Edition;
  write: (frame: Buffer) => void;
  nowMs: () => number;
}): Outbox {
  const { terminalId, edition, write, nowMs } = settings;
  const waiting = new Map<number, Sent>();
  let kept: Buffer[] = [];
  let next = 0;

  const number = (id: number, body: Buffer) => {
    const flow = next;
    next = (next + 1) & 0xffff;
    return { flow, frame: encodeFrame({ id, terminalId, flow, body }, edition) };
  };
  const send = (id: number, body: Buffer, locations: readonly Buffer[] = nothing) => {
    const { flow, frame } = number(id, body);
    const dueMs = nowMs() + firstWaitMs;
    waiting.set(flow, { frame, locations, tries: 0, dueMs });
    write(frame);
  };
  const repeat = (message: Sent) => {
    message.tries += 1;
    message.dueMs = nowMs() + firstWaitMs * (message.tries === 1 ? 2 : 6);
    write(message.frame);
  };

  return {
    transmit: (id, body) => {
      const { flow, frame } = number(id, body);
      write(frame);
      return flow;
    },
    send,
    acknowledge: (flow) => void waiting.delete(flow),
    keep: (location) => {
      if (kept.push(location) > mostKept) kept.shift();
    },
    sendKept: () => {
      for (; kept.length > 0; kept = kept.slice(batchSize)) {
        const batch = kept.slice(0, batchSize);
        send(messageIds.locationBatch, encodeBackfill(batch), batch);
      }
    },
    repeatOverdue: () => {
      if (waiting.size === 0) return false;
      const now = nowMs();
      const overdue: Sent[] = [];
      for (const message of waiting.values()) {
        if (message.dueMs > now) continue;
        if (message.tries >= mostTries) return true;
        overdue.push(message);
      }
      overdue.forEach(repeat);
      return false;
    },
    restart: () => {
      const unheard = [...waiting.values()].flatMap(({ locations }) => locations);
      waiting.clear();
      kept = [...unheard, ...kept].slice(-mostKept);
      next = 0;
    },
  };
}
