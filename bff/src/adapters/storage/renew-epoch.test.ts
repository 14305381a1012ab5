import { expect, test } from 'vitest';
import { renewEpoch } from './renew-epoch.ts';
import { freshDataDir, note, openFor } from './storage.fixture.ts';

test('a restored store keeps its entries under a new name', async () => {
  const dataDir = freshDataDir();
  const before = await openFor(dataDir);
  await before.log.append([note('a')]);
  expect(() => renewEpoch(dataDir, 'epoch-2')).toThrow('data-dir-in-use');
  await before.close();
  renewEpoch(dataDir, 'epoch-2');
  const after = await openFor(dataDir);
  expect(after.log.epoch).toBe('epoch-2');
  expect(after.log.headSeq()).toBe(1);
});
