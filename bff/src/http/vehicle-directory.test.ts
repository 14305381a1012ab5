import { gunzipSync } from 'node:zlib';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { expect, it, onTestFinished } from 'vitest';
import { buildRegistry } from '#domain/registry.ts';
import { openVehicleDirectory } from '#domain/vehicle-directory.ts';
import type { HttpDeps } from './http-deps.ts';
import { createHttpServer } from './http-server.ts';

const officer: Principal = { accountId: 'U', username: 'u', role: 'duty-officer', areas: ['WGQ'] };
const directory = openVehicleDirectory(buildRegistry(site, fleet(9), []));

/** A server of which only the directory works, for one who is signed in. */
async function openServer() {
  const sessions = { find: async () => officer };
  const clock = { nowMs: () => 1 };
  const deps = {
    sessions,
    clock,
    directory,
    siteMap: { origins: [], folder: null },
  } as unknown as HttpDeps;
  const server = await createHttpServer(deps, '/no/pages/here');
  onTestFinished(() => server.close());
  await server.ready();
  return (headers: Record<string, string>) =>
    server.inject({
      url: '/api/vehicles/directory',
      headers: { cookie: '__Host-session=x', ...headers },
    });
}

const whole = { tag: directory.tagFor(officer), vehicles: directory.vehiclesFor(officer) };

it('gives the directory of the reader, packed for those who can unpack it', async () => {
  const get = await openServer();
  const plain = await get({});
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.json()).toEqual(whole);
  const packed = await get({ 'accept-encoding': 'br, gzip' });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(packed.headers['content-type']).toMatch('application/json');
  expect(JSON.parse(gunzipSync(packed.rawPayload).toString())).toEqual(whole);
});

it('says that nothing has changed to who has it', async () => {
  const get = await openServer();
  const { etag } = (await get({})).headers;
  expect(etag).toBe(`"${whole.tag}"`);
  for (const known of [String(etag), `"other", W/${etag}`, '*']) {
    const answer = await get({ 'if-none-match': known });
    expect([answer.statusCode, answer.payload]).toEqual([304, '']);
  }
  expect((await get({ 'if-none-match': '"other"' })).statusCode).toBe(200);
});
