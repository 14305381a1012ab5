import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

function held() {
  const release: (() => void)[] = [];
  const started: number[] = [];
  const work = (n: number) => () => {
    started.push(n);
    return new Promise<number>((done) => release.push(() => done(n)));
  };
  return { release, started, work };
}

it('does a few at once, the others in order, and refuses when the queue is full', async () => {
  const turns = createTurns(2, 2);
  const { release, started, work } = held();
  const taken = [1, 2, 3, 4].map((n) => turns.take(work(n)));
  expect(turns.take(work(5))).toBeNull();
  expect(started).toEqual([1, 2]);

  release[0]?.();
  await taken[0];
  expect(started).toEqual([1, 2, 3]);
  const late = turns.take(work(6));
  expect(late).not.toBeNull();
  release[1]?.();
  release[2]?.();
  await Promise.all([taken[1], taken[2]]);
  expect(started).toEqual([1, 2, 3, 4, 6]);
  release[3]?.();
  release[4]?.();
  expect(await Promise.all([...taken, late])).toEqual([1, 2, 3, 4, 6]);
});

it('hands the place on when work fails', async () => {
  const turns = createTurns(1, 1);
  const failing = turns.take(() => Promise.reject(new Error('no')));
  const next = turns.take(async () => 'next');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('next');
  expect(await turns.take(async () => 'later')).toBe('later');
});

it('counts what is held as waiting, until it is let go of', async () => {
  const turns = createTurns(1, 2);
  const letGo: (() => void)[] = [];
  const held = () => new Promise<void>((resolve) => letGo.push(resolve));
  expect(await turns.take(async () => 1, held())).toBe(1);
  expect(await turns.take(async () => 2, held())).toBe(2);
  expect(turns.take(async () => 3)).toBeNull();
  letGo[0]?.();
  await Promise.resolve();
  expect(await turns.take(async () => 4)).toBe(4);
});
