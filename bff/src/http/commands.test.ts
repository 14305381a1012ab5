import { expect, it, onTestFinished } from 'vitest';
import type { HttpDeps } from './http-deps.ts';
import { createHttpServer } from './http-server.ts';

/** A server that obeys everybody, at a time that stands until the test moves it. */
async function openServer() {
  const clock = { at: 1_000_000, nowMs: () => clock.at };
  const obeyed: string[] = [];
  const deps = {
    sessions: { find: async () => ({ accountId: 'U1', username: 'o', role: 'wall', areas: [] }) },
    clock,
    submitCommand: async ({ commandId }: { commandId: string }) => {
      obeyed.push(commandId);
      return { ok: true, seq: 1 };
    },
    siteMap: { origins: [], folder: null },
  } as unknown as HttpDeps;
  const server = await createHttpServer(deps, '/no/pages/here');
  onTestFinished(() => server.close());
  const payload = {
    commandId: 'c-12345678',
    name: 'incident.note',
    basedOnVersion: null,
    argument: { incidentId: 'I1', text: 'x' },
  };
  const send = (session: string) =>
    server.inject({
      method: 'POST',
      url: '/api/commands',
      headers: { cookie: `__Host-session=${session}` },
      payload,
    });
  return { clock, obeyed, send };
}

it('sixty are obeyed at once, then ten a second, of each session', async () => {
  const { clock, obeyed, send } = await openServer();
  const sendMany = async (session: string, times: number) => {
    const replies = await Promise.all(Array.from({ length: times }, () => send(session)));
    return replies.filter(({ statusCode }) => statusCode === 200).length;
  };
  expect(await sendMany('one', 70)).toBe(60);
  const refused = await send('one');
  expect([refused.statusCode, refused.json()]).toMatchObject([429, { code: 'too-many-attempts' }]);
  expect(await sendMany('other', 10)).toBe(10);
  clock.at += 1_000;
  expect(await sendMany('one', 20)).toBe(10);
  expect(obeyed.length).toBe(80);
});
