import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startUpkeep } from './upkeep.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A thread that answers when the test says, and remembers what time it was told. */
function thread(goneEachTime: number) {
  const told: number[] = [];
  const asked: string[] = [];
  const call = async (name: string, ...args: unknown[]): Promise<unknown> => {
    asked.push(name);
    if (name === 'prune') told.push(args[0] as number);
    await new Promise((resolve) => setTimeout(resolve, 10));
    return goneEachTime;
  };
  return { told, asked, link: { call } as never };
}

test('lets go of names slice after slice, by a time that no clock can hurry', async () => {
  const { told, link } = thread(1);
  let aheadMs = 0;
  const startMs = Date.now();
  const { stop } = startUpkeep(link, () => Date.now() + aheadMs);
  await vi.advanceTimersByTimeAsync(2_000);
  aheadMs = 31 * 86_400_000;
  await vi.advanceTimersByTimeAsync(2_000);
  stop();
  expect(told.length).toBeGreaterThan(10);
  expect(Math.max(...told)).toBeLessThanOrEqual(startMs + 4_000);
  expect(Math.max(...told)).toBeGreaterThan(startMs + 3_000);
});

test('stopped in the middle of a slice it begins no other', async () => {
  const { asked, link } = thread(0);
  const { stop } = startUpkeep(link, Date.now);
  await vi.advanceTimersByTimeAsync(1_025);
  expect(asked).toEqual(['keepReserve', 'keepHead', 'prune']);
  stop();
  await vi.advanceTimersByTimeAsync(300_000);
  expect(asked).toHaveLength(3);
});
