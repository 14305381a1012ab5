import { gunzipSync } from 'node:zlib';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleStory } from '@ftz/shared/state/story.fixture.ts';
import { expect, it, onTestFinished } from 'vitest';
import { emptyPicture } from '#domain/live-picture.ts';
import { buildRegistry } from '#domain/registry.ts';
import type { HttpDeps } from './http-deps.ts';
import { createHttpServer } from './http-server.ts';

/** A server for one officer, whose log has eight entries. */
async function openServer() {
  const situation = exampleStory().reduce(applyDurable, emptySituation());
  const registry = buildRegistry(site, fleet(1), []);
  const principal = { accountId: 'U1', username: 'o', role: 'duty-officer', areas: areaIds };
  const deps = {
    sessions: { find: async () => principal },
    clock: { nowMs: () => 1_000_000 },
    log: { epoch: 'e', headSeq: () => situation.seq },
    world: () => ({ registry, situation, picture: emptyPicture(0), nowMs: 0 }),
    siteMap: { origins: [], folder: null },
  } as unknown as HttpDeps;
  const server = await createHttpServer(deps, '/no/pages/here');
  onTestFinished(() => server.close());
  const ask = (acceptEncoding: string) =>
    server.inject({
      url: '/api/situation',
      headers: { cookie: '__Host-session=x', 'accept-encoding': acceptEncoding },
    });
  return { ask, situation };
}

it('is told compressed to whoever takes that, and plainly to others, and kept by nobody', async () => {
  const { ask, situation } = await openServer();
  const told = JSON.parse(JSON.stringify({ epoch: 'e', situation }));
  const compressed = await ask('gzip, br');
  expect(JSON.parse(gunzipSync(compressed.rawPayload).toString())).toEqual(told);
  expect(compressed.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'accept-encoding',
  });
  const plain = await ask('identity');
  expect(plain.json()).toEqual(told);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.headers.vary).toBe('accept-encoding');
});
