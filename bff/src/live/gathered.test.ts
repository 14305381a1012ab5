import { expect, it, onTestFinished, vi } from 'vitest';
import { createGathered } from './gathered.ts';

function gatherer(restMs: number) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const handedOn: number[][] = [];
  const gathered = createGathered<number>((items) => {
    handedOn.push(items);
    return { restMs };
  });
  return { gathered, handedOn };
}

it('hands on at once, and together what comes while it rests', () => {
  const { gathered, handedOn } = gatherer(10);
  gathered.add([1]);
  gathered.add([2, 3]);
  gathered.add([4]);
  expect(handedOn).toEqual([[1]]);
  vi.advanceTimersByTime(9);
  expect(handedOn).toEqual([[1]]);
  vi.advanceTimersByTime(1);
  expect(handedOn).toEqual([[1], [2, 3, 4]]);
  vi.advanceTimersByTime(30);
  gathered.add([5]);
  expect(handedOn).toEqual([[1], [2, 3, 4], [5]]);
});

it('does not rest for less than a timer can tell', () => {
  const { gathered, handedOn } = gatherer(0.9);
  gathered.add([1]);
  gathered.add([2]);
  expect(handedOn).toEqual([[1], [2]]);
});

it('hands on nothing after its end', () => {
  const { gathered, handedOn } = gatherer(10);
  gathered.add([1]);
  gathered.add([2]);
  gathered.close();
  vi.advanceTimersByTime(100);
  expect(handedOn).toEqual([[1]]);
});

it('takes nothing after its end, resting or not', () => {
  const untouchable = new Proxy<number[]>([], {
    get: () => {
      throw new Error('taken');
    },
  });
  for (const restMs of [0, 10]) {
    const { gathered, handedOn } = gatherer(restMs);
    gathered.add([1]);
    gathered.close();
    gathered.add(untouchable);
    expect(handedOn).toEqual([[1]]);
  }
});
