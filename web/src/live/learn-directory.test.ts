import type { VehicleDirectory } from '@ftz/shared/contract/vehicle-directory.ts';
import { beforeEach, expect, it } from 'vitest';
import { localRefusals } from '#api/local-refusal.ts';
import type { Answer } from '#api/request.ts';
import { createDirectoryReader } from './learn-directory.ts';

/** A server that answers when the test says so, and time that passes when it says so. */
let answers: ((answer: Answer<VehicleDirectory>) => void)[];
let timers: (() => void)[];
let tag: string | null;
let taken: string[];
let reader: ReturnType<typeof createDirectoryReader>;

beforeEach(() => {
  [answers, timers, tag, taken] = [[], [], null, []];
  reader = createDirectoryReader({
    read: () => new Promise((resolve) => void answers.push(resolve)),
    tag: () => tag,
    take: (directory) => {
      ({ tag } = directory);
      taken.push(directory.tag);
    },
    after: (_ms, callback) => {
      timers.push(callback);
      return () => {
        timers = timers.filter((each) => each !== callback);
      };
    },
  });
});

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const answer = async (given: Answer<VehicleDirectory>) => {
  answers.shift()?.(given);
  await settle();
};
const directory = (name: string): Answer<VehicleDirectory> => ({
  ok: true,
  value: { tag: name, vehicles: [] },
});
const no = (status: number): Answer<VehicleDirectory> => ({
  ok: false,
  status,
  refusal: localRefusals.failed,
});

it('reads what it has not, once', async () => {
  reader.wants('A');
  await answer(directory('A'));
  reader.wants('A');
  expect([taken, answers]).toEqual([['A'], []]);
});

it('reads the one that was named while an older one was on its way', async () => {
  reader.wants('A');
  reader.wants('B');
  await answer(directory('A'));
  expect(taken).toEqual([]);
  await answer(directory('B'));
  expect([taken, answers]).toEqual([['B'], []]);
});

it('does not put an older answer over the one that it has', async () => {
  tag = 'B';
  reader.wants('A');
  reader.wants('B');
  await answer(directory('A'));
  expect([taken, tag, answers]).toEqual([[], 'B', []]);
});

it('takes a newer one than was named, and asks no more', async () => {
  reader.wants('A');
  await answer(directory('A2'));
  expect([taken, answers, timers]).toEqual([['A2'], [], []]);
});

it('asks again after a lost answer, and not after a "no" until the next welcome', async () => {
  reader.wants('A');
  await answer(no(503));
  expect(timers).toHaveLength(1);
  timers.shift()?.();
  for (const status of [401, 403]) {
    await answer(no(status));
    expect([timers, answers]).toEqual([[], []]);
    reader.wants('A');
  }
  expect(answers).toHaveLength(1);
});

it('takes nothing more once it was stopped', async () => {
  reader.wants('A');
  reader.stop();
  await answer(directory('A'));
  expect([taken, answers]).toEqual([[], []]);
});
