import type { PushAddress } from '@ftz/shared/contract/push.ts';
import type { Posted } from './post-message.ts';
import { Rests } from './rests.ts';

export type PushMessage = {
  to: PushAddress;
  /** What it is about: of two messages about one thing the newer one is enough. */
  topic: string;
  text: string;
  /** Afterwards nobody needs it any more. */
  forMs: number;
};

/** How messages ended, and how often one was tried again: all since the start. */
export const pushResults = [
  'taken',
  'gone',
  'refused',
  'expired',
  'dropped',
  'tried-again',
] as const;
export type PushResult = (typeof pushResults)[number];

export type PushQueueSettings = {
  post: (message: PushMessage, leftMs: number) => Promise<Posted>;
  /** Nobody is there any more. */
  onGone: (endpoint: string) => void;
  onResult: (result: PushResult, why: string | null) => void;
  firstBackOffMs?: number;
};

export type PushQueue = {
  put: (message: PushMessage) => void;
  waiting: () => number;
  close: () => void;
};

type Waiting = {
  message: PushMessage;
  origin: string;
  endsMs: number;
  dueMs: number;
  failures: number;
};

const mostWaiting = 2_000;
const atOnce = 8;
const longestBackOffMs = 60_000;

export function openPushQueue(settings: PushQueueSettings): PushQueue {
  const way = new MessagesOnTheirWay(settings);
  return {
    put: (message) => way.put(message),
    waiting: () => way.waiting,
    close: () => way.close(),
  };
}

/**
 * Messages on their way, by what they are about: in memory alone, for a task that still waits is rung for
 * again at the next start. Each is tried until it is taken or its time is over; a service that wants to be
 * left alone is, with all that is for it. Times are those of a clock that nobody sets.
 */
class MessagesOnTheirWay {
  readonly #settings: PushQueueSettings;
  readonly #queue = new Map<string, Waiting>();
  readonly #underWay = new Set<string>();
  readonly #rests = new Rests();
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(settings: PushQueueSettings) {
    this.#settings = settings;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  put(message: PushMessage): void {
    const name = `${message.topic} ${message.to.endpoint}`;
    const nowMs = performance.now();
    // The newest is last, so that the oldest goes where there is no room.
    this.#queue.delete(name);
    const [oldest] = this.#queue.keys();
    if (this.#queue.size >= mostWaiting && oldest !== undefined) {
      this.#queue.delete(oldest);
      this.#settings.onResult('dropped', 'too many wait');
    }
    const { origin } = new URL(message.to.endpoint);
    const endsMs = nowMs + message.forMs;
    this.#queue.set(name, { message, origin, endsMs, dueMs: nowMs, failures: 0 });
    this.#run();
  }

  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#queue.clear();
  }

  #run(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const nowMs = performance.now();
    const nextMs = this.#handIn(nowMs);
    if (!this.#closed && nextMs < Number.POSITIVE_INFINITY)
      this.#timer = setTimeout(() => this.#run(), nextMs - nowMs);
  }

  /** Hands in what is due; answers when something is due next. */
  #handIn(nowMs: number): number {
    let nextMs = Number.POSITIVE_INFINITY;
    for (const [name, one] of this.#queue) {
      // Whoever is done first runs this again.
      if (this.#underWay.size >= atOnce) return Number.POSITIVE_INFINITY;
      if (this.#underWay.has(name)) continue;
      const readyMs = Math.max(one.dueMs, this.#rests.untilMs(one.origin));
      if (one.endsMs <= nowMs) this.#expire(name);
      else if (readyMs <= nowMs) void this.#deliver(name, one, nowMs);
      else nextMs = Math.min(nextMs, readyMs, one.endsMs);
    }
    return nextMs;
  }

  async #deliver(name: string, one: Waiting, nowMs: number): Promise<void> {
    this.#underWay.add(name);
    const posted = await this.#settings.post(one.message, one.endsMs - nowMs);
    this.#underWay.delete(name);
    if (this.#closed) return;
    this.#settle(name, one, posted);
    this.#run();
  }

  #settle(name: string, one: Waiting, posted: Posted): void {
    // What was replaced meanwhile is not taken away by the answer to the older one.
    const isNewest = this.#queue.get(name) === one;
    if (posted.outcome === 'later') {
      this.#tryAgain(one, posted);
      if (isNewest && one.dueMs >= one.endsMs) this.#expire(name);
      return;
    }
    if (isNewest) this.#queue.delete(name);
    if (posted.outcome === 'gone') this.#forget(one.message.to.endpoint);
    this.#settings.onResult(posted.outcome, 'why' in posted ? posted.why : null);
  }

  #tryAgain(one: Waiting, { afterMs, why }: Extract<Posted, { outcome: 'later' }>): void {
    const nowMs = performance.now();
    one.failures += 1;
    one.dueMs = nowMs + backOffMs(one.failures, this.#settings.firstBackOffMs);
    if (afterMs !== null) {
      this.#rests.leaveAlone(one.origin, afterMs, nowMs);
      one.dueMs = Math.max(one.dueMs, this.#rests.untilMs(one.origin));
    }
    this.#rests.forgetOver(nowMs);
    this.#settings.onResult('tried-again', why);
  }

  #expire(name: string): void {
    this.#queue.delete(name);
    this.#settings.onResult('expired', null);
  }

  #forget(endpoint: string): void {
    for (const [name, { message }] of this.#queue)
      if (message.to.endpoint === endpoint) this.#queue.delete(name);
    this.#settings.onGone(endpoint);
  }
}

/** Twice as long each time, and never for all messages at once. */
function backOffMs(failures: number, firstMs = 1_000): number {
  const ms = Math.min(firstMs * 2 ** Math.min(failures - 1, 12), longestBackOffMs);
  return ms * (0.5 + Math.random() / 2);
}
