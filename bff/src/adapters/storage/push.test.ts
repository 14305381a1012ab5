import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { databaseFile } from './data-dir.ts';
import { freshDataDir, openFor } from './storage.fixture.ts';

const nowMs = 500;
const addressOf = (name: string) => ({
  endpoint: `https://push.example/${name}`,
  p256dh: `point of ${name}`,
  auth: `secret of ${name}`,
});

/** Two people, each signed in. */
async function openHouse(dataDir = freshDataDir()) {
  const storage = await openFor(dataDir, () => nowMs);
  const accounts = ['li', 'wang'].map((name) => ({
    accountId: `acc-${name}`,
    username: name,
    role: 'field-officer' as const,
    areas: ['WGQ' as const],
    passwordHash: 'hash',
  }));
  await storage.accounts.create(accounts);
  const signIn = (tokenHash: string, name: string, expiresAtMs = 1_000) =>
    storage.sessions.open({ tokenHash, accountId: `acc-${name}`, expiresAtMs });
  await signIn('phone-li', 'li');
  await signIn('phone-wang', 'wang');
  const ringing = async (atMs = nowMs) =>
    (await storage.push.live(atMs))
      .map(({ principal, address }) => `${principal.username} ${address.endpoint.slice(21)}`)
      .sort();
  return { ...storage, signIn, ringing, dataDir };
}

test('a phone rings for whoever is signed in on it, also after a restart', async () => {
  const first = await openHouse();
  await first.push.keep('phone-li', addressOf('a'));
  await first.close();
  const { push } = await openFor(first.dataDir, () => nowMs);
  expect(await push.live(nowMs)).toEqual([
    {
      principal: { accountId: 'acc-li', username: 'li', role: 'field-officer', areas: ['WGQ'] },
      address: addressOf('a'),
    },
  ]);
});

test('it ends with the session: signed out, run out, or its account closed', async () => {
  const { push, sessions, signIn, ringing, dataDir } = await openHouse();
  await signIn('other-li', 'li', 600);
  await push.keep('phone-li', addressOf('a'));
  await push.keep('phone-wang', addressOf('b'));
  await push.keep('other-li', addressOf('c'));
  expect(await ringing(599)).toEqual(['li a', 'li c', 'wang b']);
  expect(await ringing(600)).toEqual(['li a', 'wang b']);
  await sessions.revoke('phone-li');
  expect(await ringing(600)).toEqual(['wang b']);
  const db = new DatabaseSync(databaseFile(dataDir));
  db.exec("UPDATE account SET disabled = 1 WHERE username = 'wang'");
  expect(await ringing(600)).toEqual([]);
  await push.keep('other-li', addressOf('c'));
  expect(db.prepare('SELECT endpoint FROM push_subscription').all()).toHaveLength(1);
  db.close();
});

test('a session has one phone, a phone one person, an account so many phones', async () => {
  const { push, signIn, ringing } = await openHouse();
  await push.keep('phone-li', addressOf('a'));
  await push.keep('phone-li', addressOf('b'));
  expect(await ringing()).toEqual(['li b']);
  await push.keep('phone-wang', addressOf('b'));
  expect(await ringing()).toEqual(['wang b']);
  for (let i = 0; i < 7; i += 1) {
    await signIn(`session-${i}`, 'li');
    await push.keep(`session-${i}`, addressOf(`li-${i}`));
  }
  const numbers = [2, 3, 4, 5, 6];
  expect(await ringing()).toEqual([...numbers.map((i) => `li li-${i}`), 'wang b']);
});

test('it is forgotten by session and by address, and belongs to a session that exists', async () => {
  const { push, ringing } = await openHouse();
  await push.keep('phone-li', addressOf('a'));
  await push.keep('phone-wang', addressOf('b'));
  await push.forget(addressOf('b').endpoint);
  expect(await ringing()).toEqual(['li a']);
  await push.forgetOfSession('phone-li');
  expect(await ringing()).toEqual([]);
  await expect(push.keep('nobody', addressOf('c'))).rejects.toThrow('FOREIGN KEY');
});
