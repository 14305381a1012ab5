import type { PushAddress } from '@ftz/shared/contract/push.ts';
import type { Posted } from './post-message.ts';

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
/** However long a service wants to be left alone. */
const longestRestMs = 3_600_000;

/**
 * Messages on their way, by what they are about: in memory alone, for a task that still waits is rung for
 * again at the next start. Each is tried until it is taken or its time is over; a service that wants to be
 * left alone is, with all that is for it. Times are those of a clock that nobody sets.
 */
export function openPushQueue(settings: PushQueueSettings): PushQueue {
  const { firstBackOffMs = 1_000 } = settings;
  const queue = new Map<string, Waiting>();
  const underWay = new Set<string>();
  /** By origin of the service. */
  const restsUntilMs = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const readyMs = ({ dueMs, origin }: Waiting) => Math.max(dueMs, restsUntilMs.get(origin) ?? 0);

  function put(message: PushMessage): void {
    const name = `${message.topic} ${message.to.endpoint}`;
    const nowMs = performance.now();
    // The newest is last, so that the oldest goes where there is no room.
    queue.delete(name);
    const [oldest] = queue.keys();
    if (queue.size >= mostWaiting && oldest !== undefined) {
      queue.delete(oldest);
      settings.onResult('dropped', 'too many wait');
    }
    const { origin } = new URL(message.to.endpoint);
    const endsMs = nowMs + message.forMs;
    queue.set(name, { message, origin, endsMs, dueMs: nowMs, failures: 0 });
    run();
  }

  function run(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    const nowMs = performance.now();
    let next = Number.POSITIVE_INFINITY;
    for (const [name, one] of queue) {
      // Whoever is done first runs this again.
      if (underWay.size >= atOnce) return;
      if (underWay.has(name)) continue;
      if (one.endsMs <= nowMs) expire(name);
      else if (readyMs(one) <= nowMs) void deliver(name, one, nowMs);
      else next = Math.min(next, readyMs(one), one.endsMs);
    }
    if (!closed && next < Number.POSITIVE_INFINITY) timer = setTimeout(run, next - nowMs);
  }

  async function deliver(name: string, one: Waiting, nowMs: number): Promise<void> {
    underWay.add(name);
    const posted = await settings.post(one.message, one.endsMs - nowMs);
    underWay.delete(name);
    if (closed) return;
    // What was replaced meanwhile is not taken away by the answer to the older one.
    const isNewest = queue.get(name) === one;
    if (posted.outcome === 'later') {
      tryAgain(one, posted);
      if (isNewest && one.dueMs >= one.endsMs) expire(name);
    } else {
      if (isNewest) queue.delete(name);
      if (posted.outcome === 'gone') forget(one.message.to.endpoint);
      settings.onResult(posted.outcome, 'why' in posted ? posted.why : null);
    }
    run();
  }

  function tryAgain(one: Waiting, { afterMs, why }: Extract<Posted, { outcome: 'later' }>): void {
    one.failures += 1;
    const nowMs = performance.now();
    const backOffMs = Math.min(
      firstBackOffMs * 2 ** Math.min(one.failures - 1, 12),
      longestBackOffMs,
    );
    one.dueMs = nowMs + backOffMs * (0.5 + Math.random() / 2);
    if (afterMs !== null) {
      const untilMs = nowMs + Math.min(afterMs, longestRestMs);
      restsUntilMs.set(one.origin, untilMs);
      one.dueMs = Math.max(one.dueMs, untilMs);
    }
    for (const [origin, untilMs] of restsUntilMs) if (untilMs <= nowMs) restsUntilMs.delete(origin);
    settings.onResult('tried-again', why);
  }

  function expire(name: string): void {
    queue.delete(name);
    settings.onResult('expired', null);
  }

  function forget(endpoint: string): void {
    for (const [name, { message }] of queue)
      if (message.to.endpoint === endpoint) queue.delete(name);
    settings.onGone(endpoint);
  }

  return {
    put,
    waiting: () => queue.size,
    close: () => {
      closed = true;
      if (timer) clearTimeout(timer);
      queue.clear();
    },
  };
}
