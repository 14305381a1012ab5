import { expect, it, onTestFinished, vi } from 'vitest';
import type { Account } from '#domain/ports.ts';
import type { HttpDeps } from './http-deps.ts';
import { createHttpServer } from './http-server.ts';

const account: Account = {
  accountId: 'U1',
  username: 'officer',
  role: 'duty-officer',
  areas: ['WGQ'],
  passwordHash: 'hash',
  disabled: false,
};

/** A server of which only the sign-in works, at a time that stands. */
async function openServer(checkPassword: HttpDeps['checkPassword']) {
  const deps = {
    accounts: { findByUsername: async (name: string) => ({ ...account, username: name }) },
    sessions: { open: async () => undefined },
    clock: { nowMs: () => 1_000_000 },
    checkPassword,
    siteMap: { origins: [], folder: null },
  } as unknown as HttpDeps;
  const server = await createHttpServer(deps, '/no/pages/here');
  onTestFinished(() => server.close());
  await server.ready();
  return async (username: string) => {
    const payload = { username, password: 'secret' };
    return (await server.inject({ method: 'POST', url: '/api/session', payload })).statusCode;
  };
}

it('verifies two passwords at once, lets fifty wait and sends the others away', async () => {
  const started: ((right: boolean) => void)[] = [];
  const signIn = await openServer(() => new Promise<boolean>((answer) => started.push(answer)));
  const attempts = Array.from({ length: 52 }, (_, n) => signIn(`name-${n}`));
  await vi.waitFor(() => expect(started).toHaveLength(2));
  // Requests are taken in the order in which they came, so this one finds every place taken.
  expect(await signIn('one-more')).toBe(429);
  for (let n = 0; n < 52; n++) {
    await vi.waitFor(() => expect(started.length).toBeGreaterThan(n));
    expect(started.length).toBeLessThanOrEqual(n + 2);
    started[n]?.(true);
  }
  expect(new Set(await Promise.all(attempts))).toEqual(new Set([200]));
});

it('does not count what could not be looked at', async () => {
  let broken = true;
  const signIn = await openServer(async () => {
    if (broken) throw new Error('out of memory');
    return true;
  });
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => told.mockRestore());
  for (let n = 0; n < 9; n++) expect(await signIn('officer')).toBe(500);
  broken = false;
  expect(await signIn('officer')).toBe(200);
});
