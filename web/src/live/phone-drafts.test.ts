import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { openVault } from './phone-vault.ts';

it('keeps a draft for its account alone, and sealed', async () => {
  const [patrol, second] = [await openVault('U-patrol'), await openVault('U-second')];
  await patrol.keepDraft('result/T1', { note: 'rope cut' });
  await patrol.keepDraft('result/T1', { note: 'rope cut, door shut' });
  await patrol.keepDraft('result/T2', { note: 'nothing' });
  expect(await patrol.drafts()).toEqual([
    { about: 'result/T1', draft: { note: 'rope cut, door shut' } },
    { about: 'result/T2', draft: { note: 'nothing' } },
  ]);
  expect(await second.drafts()).toEqual([]);
  await second.forgetDraft('result/T1');
  await patrol.forgetDraft('result/T2');
  expect((await patrol.drafts()).map(({ about }) => about)).toEqual(['result/T1']);

  const raw = await openDB('phone');
  const rows = await raw.getAll('draft');
  const bytes = rows.map(({ sealed, bytes: inside = sealed }) => Buffer.from(inside).toString());
  expect(rows).toHaveLength(1);
  expect(bytes.join()).not.toContain('rope');
  raw.close();
});
