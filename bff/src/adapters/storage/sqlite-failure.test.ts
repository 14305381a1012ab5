import { expect, test } from 'vitest';
import { isFatal, isFull, mayBeFull, storageErrorOf } from './sqlite-failure.ts';

const sqlite = (errcode: number) => Object.assign(new Error('said by SQLite'), { errcode });
const fileSystem = (code: string) => Object.assign(new Error('said by the system'), { code });

/** https://www.sqlite.org/rescode.html */
const [full, failedFsync, noSharedMemory, cannotOpen, corrupt] = [13, 1_034, 4_874, 14, 11];

test('no room is told from a disk that broke', () => {
  for (const error of [sqlite(full), sqlite(noSharedMemory), fileSystem('ENOSPC')]) {
    expect([isFull(error), isFatal(error)]).toEqual([true, false]);
    expect(storageErrorOf(error).code).toBe('disk-full');
  }
  for (const error of [sqlite(failedFsync), sqlite(corrupt)]) {
    expect([isFull(error), isFatal(error)]).toEqual([false, true]);
  }
});

test('where a file is opened, no room has other names', () => {
  const maybe = [full, failedFsync, cannotOpen, corrupt].map((code) => mayBeFull(sqlite(code)));
  expect(maybe).toEqual([true, true, true, false]);
});
