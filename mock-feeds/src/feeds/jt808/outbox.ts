import { encodeBackfill, messageIds } from './encode.ts';
import { type Edition, encodeFrame, longestBody } from './frame.ts';

/** A packet that waits for its acknowledgement; `locations` in it must not be lost. */
type Sent = { frame: Buffer; locations: readonly Buffer[]; tries: number; dueMs: number };
const nothing: readonly Buffer[] = [];

const firstWaitMs = 10_000;
const mostTries = 3;
/** An hour of positions at five seconds. */
const mostKept = 720;
/** Twenty reports of 46 bytes fit into one packet of 1023; some terminals send as many as they have. */
const batchSize = { whole: 20, 'in-parts': 100 } as const;
export type BatchForm = keyof typeof batchSize;

export type Outbox = {
  /** Sends without expecting an answer. */
  transmit: (id: number, body: Buffer) => number;
  /** Sends and watches for the answer; if none comes, `locations` go back to the kept ones. */
  send: (id: number, body: Buffer, locations?: readonly Buffer[]) => void;
  /** The platform's answer: 0 done, 4 an alarm confirmed; all else is no promise, and is sent again. */
  acknowledge: (flow: number, result: number) => void;
  /** The platform lacks these parts of the message whose first part had this number. */
  repeatParts: (firstFlow: number, parts: readonly number[]) => void;
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
  batches?: BatchForm;
  write: (frame: Buffer) => void;
  nowMs: () => number;
  /** Hears which locations the platform has promised to keep. */
  noteKept?: (locations: readonly Buffer[]) => void;
}): Outbox {
  const { terminalId, edition, batches = 'whole', write, nowMs, noteKept = () => {} } = settings;
  const waiting = new Map<number, Sent>();
  let kept: Buffer[] = [];
  let next = 0;

  /** The packets of the newest long message, until the next one: the platform may want some again. */
  let long: { firstFlow: number; frames: Buffer[] } = { firstFlow: 0, frames: [] };

  const number = (id: number, body: Buffer, packet?: { total: number; index: number }) => {
    const flow = next;
    next = (next + 1) & 0xffff;
    const message = { id, terminalId, flow, body, ...(packet === undefined ? {} : { packet }) };
    return { flow, frame: encodeFrame(message, edition) };
  };
  const sendPacket = (flow: number, frame: Buffer, locations: readonly Buffer[]) => {
    const dueMs = nowMs() + firstWaitMs;
    waiting.set(flow, { frame, locations, tries: 0, dueMs });
    write(frame);
  };
  const send = (id: number, body: Buffer, locations: readonly Buffer[] = nothing) => {
    if (body.length <= longestBody) {
      const { flow, frame } = number(id, body);
      sendPacket(flow, frame, locations);
      return;
    }
    const total = Math.ceil(body.length / longestBody);
    const packets = Array.from({ length: total }, (_, at) => {
      const part = body.subarray(at * longestBody, (at + 1) * longestBody);
      return number(id, part, { total, index: at + 1 });
    });
    long = { firstFlow: packets[0]?.flow ?? 0, frames: packets.map(({ frame }) => frame) };
    // The whole is only safe when the platform says so of its last part.
    for (const [at, { flow, frame }] of packets.entries()) {
      sendPacket(flow, frame, at === total - 1 ? locations : nothing);
    }
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
    acknowledge: (flow, result) => {
      const locations = waiting.get(flow)?.locations ?? nothing;
      waiting.delete(flow);
      if (result === 0 || result === 4) noteKept(locations);
      else kept = [...kept, ...locations].slice(-mostKept);
    },
    repeatParts: (firstFlow, parts) => {
      if (firstFlow !== long.firstFlow) return;
      for (const index of parts) {
        const frame = long.frames[index - 1];
        if (frame !== undefined) write(frame);
      }
    },
    keep: (location) => {
      if (kept.push(location) > mostKept) kept.shift();
    },
    sendKept: () => {
      const size = batchSize[batches];
      for (; kept.length > 0; kept = kept.slice(size)) {
        const batch = kept.slice(0, size);
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
      long = { firstFlow: 0, frames: [] };
      next = 0;
    },
  };
}
