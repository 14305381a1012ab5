import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Posted, readRetryAfter } from './post-message.ts';
import { openPushQueue, type PushMessage, type PushResult } from './push-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const at = (endpoint: string) => ({ endpoint, p256dh: '', auth: '' });
const one = 'https://one.example/a';
const message = (change: Partial<PushMessage> = {}): PushMessage => ({
  to: at(one),
  topic: 'T1',
  text: 'new',
  forMs: 60_000,
  ...change,
});
const taken: Posted = { outcome: 'taken' };
const later = (afterMs: number | null = null): Posted => ({
  outcome: 'later',
  why: 'busy',
  afterMs,
});

/** A queue whose posts answer what `answer` says, and what was posted and came of it. */
function open(answer: (message: PushMessage) => Posted | Promise<Posted>) {
  const posted: { text: string; atMs: number }[] = [];
  const results: PushResult[] = [];
  const gone: string[] = [];
  const beganMs = performance.now();
  const queue = openPushQueue({
    post: async (each) => {
      posted.push({ text: each.text, atMs: performance.now() - beganMs });
      return answer(each);
    },
    onGone: (endpoint) => void gone.push(endpoint),
    onResult: (result) => void results.push(result),
  });
  return { queue, posted, results, gone };
}

describe('a message', () => {
  it('is handed in at once, and once', async () => {
    const { queue, posted, results } = open(() => taken);
    queue.put(message());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(posted).toEqual([{ text: 'new', atMs: 0 }]);
    expect(results).toEqual(['taken']);
    expect(queue.waiting()).toBe(0);
  });

  it('is tried again, ever more slowly, until its time is over', async () => {
    const { queue, posted, results } = open(() => later());
    queue.put(message({ forMs: 30_000 }));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(posted.length).toBeGreaterThan(3);
    const pauses = posted.slice(1).map(({ atMs }, i) => atMs - (posted[i]?.atMs ?? 0));
    pauses.forEach((pause, i) => {
      expect(pause).toBeGreaterThanOrEqual(500 * 2 ** i);
      expect(pause).toBeLessThanOrEqual(1_000 * 2 ** i + 1);
    });
    expect(posted.at(-1)?.atMs).toBeLessThan(30_000);
    expect(results.at(-1)).toBe('expired');
    expect(queue.waiting()).toBe(0);
  });

  it('is replaced by a newer one about the same, also while the older is under way', async () => {
    const answers = [Promise.withResolvers<Posted>(), Promise.withResolvers<Posted>()];
    let asked = 0;
    const { queue, posted, results } = open(() => answers[asked++]?.promise ?? taken);
    queue.put(message({ text: 'first' }));
    queue.put(message({ text: 'second' }));
    queue.put(message({ text: 'third' }));
    answers[0]?.resolve(later());
    answers[1]?.resolve(taken);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(posted.map(({ text }) => text)).toEqual(['first', 'third']);
    expect(results.filter((result) => result === 'taken')).toHaveLength(1);
  });

  it('is left alone, with all that is for the same service, as long as that asks', async () => {
    const answers = [later(7_000)];
    const { queue, posted } = open(() => answers.shift() ?? taken);
    queue.put(message({ text: 'asked to wait' }));
    await vi.advanceTimersByTimeAsync(100);
    queue.put(message({ topic: 'T2', text: 'same service' }));
    queue.put(message({ to: at('https://other.example/a'), text: 'another' }));
    await vi.advanceTimersByTimeAsync(6_800);
    expect(posted.map(({ text }) => text)).toEqual(['asked to wait', 'another']);
    await vi.advanceTimersByTimeAsync(200);
    expect(posted.map(({ text }) => text).slice(2)).toEqual(['asked to wait', 'same service']);
  });

  it('that is refused is not tried again', async () => {
    const { queue, posted, results } = open(() => ({ outcome: 'refused', why: 'status 400' }));
    queue.put(message());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(posted).toHaveLength(1);
    expect(results).toEqual(['refused']);
  });
});

it('forgets whoever is gone, with all that waits for him', async () => {
  let asked = 0;
  const { queue, posted, gone } = open(() => (asked++ === 0 ? { outcome: 'gone' } : later()));
  queue.put(message());
  queue.put(message({ topic: 'T2' }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(gone).toEqual([one]);
  expect(posted).toHaveLength(2);
  expect(queue.waiting()).toBe(0);
});

it('holds so many and no more, and asks so many at once', async () => {
  const never = new Promise<Posted>(() => undefined);
  const { queue, posted, results } = open(() => never);
  for (let i = 0; i < 2_100; i += 1) queue.put(message({ topic: `T${i}` }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(posted).toHaveLength(8);
  expect(queue.waiting()).toBe(2_000);
  expect(results.filter((result) => result === 'dropped')).toHaveLength(100);
  queue.close();
});

it('reads how long a service wants to be left alone', () => {
  expect(readRetryAfter('120', 0)).toBe(120_000);
  expect(readRetryAfter('Thu, 01 Jan 1970 00:01:00 GMT', 10_000)).toBe(50_000);
  expect(readRetryAfter('Thu, 01 Jan 1970 00:00:00 GMT', 10_000)).toBe(0);
  expect(readRetryAfter('soon', 0)).toBeNull();
  expect(readRetryAfter(undefined, 0)).toBeNull();
});
