import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { NewAccount } from '#domain/ports.ts';
import { databaseFile } from './data-dir.ts';
import { freshDataDir, openFor } from './storage.fixture.ts';

const account = (name: string): NewAccount => ({
  accountId: `acc-${name}`,
  username: name,
  role: 'duty-officer',
  areas: ['WGQ', 'PVG'],
  passwordHash: `$hash-${name}`,
});

describe('accounts', () => {
  test('are found by name, with all that was written, also after a restart', async () => {
    const dataDir = freshDataDir();
    const first = await openFor(dataDir);
    expect(await first.accounts.count()).toBe(0);
    await first.accounts.create([account('li'), account('wang')]);
    await first.close();
    const { accounts } = await openFor(dataDir);
    expect(await accounts.count()).toBe(2);
    expect(await accounts.findByUsername('li')).toEqual({ ...account('li'), disabled: false });
    expect(await accounts.findByUsername('nobody')).toBeNull();
  });

  test('are created all or none', async () => {
    const { accounts } = await openFor(freshDataDir());
    await accounts.create([account('li')]);
    await expect(accounts.create([account('wang'), account('li')])).rejects.toThrow('UNIQUE');
    expect(await accounts.count()).toBe(1);
    expect(await accounts.findByUsername('wang')).toBeNull();
  });

  test('with a role that nobody knows are refused, not let in', async () => {
    const dataDir = freshDataDir();
    const { accounts } = await openFor(dataDir);
    await accounts.create([account('li')]);
    const db = new DatabaseSync(databaseFile(dataDir));
    db.exec("UPDATE account SET role = 'root'");
    db.close();
    await expect(accounts.findByUsername('li')).rejects.toMatchObject({ code: 'damaged' });
  });
});

describe('sessions', () => {
  const session = { tokenHash: 'hash-1', accountId: 'acc-li', expiresAtMs: 1000 };

  async function signedIn(dataDir = freshDataDir()) {
    const storage = await openFor(dataDir, () => 500);
    await storage.accounts.create([account('li')]);
    await storage.sessions.open(session);
    return storage.sessions;
  }

  test('give the person until they expire', async () => {
    const sessions = await signedIn();
    const { passwordHash: _, ...li } = account('li');
    expect(await sessions.find('hash-1', 999)).toEqual(li);
    expect(await sessions.find('hash-1', 1000)).toBeNull();
    expect(await sessions.find('hash-2', 999)).toBeNull();
  });

  test('end when revoked', async () => {
    const sessions = await signedIn();
    await sessions.revoke('hash-1');
    expect(await sessions.find('hash-1', 999)).toBeNull();
    await sessions.revoke('hash-1');
  });

  test('end when the account is disabled', async () => {
    const dataDir = freshDataDir();
    const sessions = await signedIn(dataDir);
    const db = new DatabaseSync(databaseFile(dataDir));
    db.exec('UPDATE account SET disabled = 1');
    db.close();
    expect(await sessions.find('hash-1', 999)).toBeNull();
  });

  test('cannot be opened for nobody', async () => {
    const sessions = await signedIn();
    const stray = { ...session, tokenHash: 'hash-2', accountId: 'acc-nobody' };
    await expect(sessions.open(stray)).rejects.toThrow('FOREIGN KEY');
  });

  test('that have expired are forgotten when the next one opens', async () => {
    const dataDir = freshDataDir();
    const sessions = await signedIn(dataDir);
    await sessions.open({ ...session, tokenHash: 'stale', expiresAtMs: 400 });
    await sessions.open({ ...session, tokenHash: 'hash-3' });
    const db = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
    const kept = db.prepare('SELECT token_hash FROM session ORDER BY 1').all();
    db.close();
    expect(kept.map((row) => row.token_hash)).toEqual(['hash-1', 'hash-3']);
  });
});
