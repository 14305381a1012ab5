import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSteadyFeed } from './steady-feed.ts';

describe('steady feed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function collecting() {
    const given: string[] = [];
    const feed = createSteadyFeed<string, number>((name, value) => given.push(name + value), 500);
    return { given, feed };
  }

  it('hands the first value on at once, and of a storm only the last of each half second', () => {
    const { given, feed } = collecting();
    for (let i = 0; i < 10; i++) {
      feed.put('fences', i);
      vi.advanceTimersByTime(100);
    }
    vi.advanceTimersByTime(2000);
    expect(given).toEqual(['fences0', 'fences4', 'fences9']);
  });

  it('lets no name wait for another', () => {
    const { given, feed } = collecting();
    feed.put('fences', 1);
    feed.put('cameras', 2);
    expect(given).toEqual(['fences1', 'cameras2']);
  });

  it('hands nothing on after it was stopped, and leaves no timer', () => {
    const { given, feed } = collecting();
    feed.put('fences', 1);
    feed.put('fences', 2);
    feed.stop();
    vi.advanceTimersByTime(2000);
    expect([given, vi.getTimerCount()]).toEqual([['fences1'], 0]);
  });
});
