import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFrameQueue } from './frame-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function rig() {
  const written: string[] = [];
  const giveUp = vi.fn();
  const queue = createFrameQueue({
    write: (frame) => void written.push(frame.toString('latin1')),
    giveUp,
  });
  return { queue, written, giveUp };
}

it('sends one frame at a time, the next after the answer', () => {
  const { queue, written } = rig();
  queue.opened();
  queue.add({ seq: 1, frame: 'one', name: 'fence/1' });
  queue.add({ seq: 2, frame: 'two', name: 'fence/1' });
  expect(written).toEqual(['one']);
  expect(queue.settle({ kind: 'ACK', seq: 2 })).toBeNull();
  expect(queue.settle({ kind: 'ACK', seq: 1 })).toMatchObject({ seq: 1, name: 'fence/1' });
  expect(written).toEqual(['one', 'two']);
});

it('repeats the same bytes when no answer comes, and gives the line up after three repeats', () => {
  const { queue, written, giveUp } = rig();
  queue.opened();
  queue.add({ seq: 1, frame: 'one', name: 'fence/1' });
  vi.advanceTimersByTime(13_000);
  expect(written).toEqual(['one', 'one', 'one', 'one']);
  expect(giveUp).not.toHaveBeenCalled();
  vi.advanceTimersByTime(4_000);
  expect(giveUp).toHaveBeenCalledTimes(1);
});

it('keeps an event over a lost line, but not a link test', () => {
  const { queue, written } = rig();
  queue.opened();
  queue.add({ seq: 1, frame: 'test', name: null });
  queue.add({ seq: 2, frame: 'alarm', name: 'fence/1' });
  queue.closed();
  queue.opened();
  expect(written).toEqual(['test', 'alarm']);
});

it('repeats after a NAK when its time comes', () => {
  const { queue, written } = rig();
  queue.opened();
  queue.add({ seq: 1, frame: 'one', name: 'fence/1' });
  expect(queue.settle({ kind: 'NAK', seq: 0 })).toBeNull();
  vi.advanceTimersByTime(4_000);
  expect(written).toEqual(['one', 'one']);
});

it('writes anew what was refused for its time', () => {
  const { queue, written } = rig();
  queue.opened();
  let times = 0;
  const renew = () => ({ frame: `anew ${++times}`, name: `fence/1 ${times}` });
  queue.add({ seq: 1, frame: 'one', name: 'fence/1', renew });
  expect(queue.settle({ kind: 'NAK', seq: 0 })).toBeNull();
  vi.advanceTimersByTime(4_000);
  expect(written).toEqual(['one', 'anew 1']);
  expect(queue.settle({ kind: 'ACK', seq: 1 })).toMatchObject({ name: 'fence/1 1' });
});
