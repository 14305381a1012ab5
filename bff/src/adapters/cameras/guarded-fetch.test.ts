import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { parseNetworks } from './camera-networks.ts';
import { createGuardedFetch, type Resolve } from './guarded-fetch.ts';

const bounds = { limitBytes: 1000, timeoutMs: 2000, closing: new AbortController().signal };

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function fetchWith(allowed: string, resolve: Resolve = async () => ['127.0.0.1']) {
  const networks = parseNetworks(allowed);
  if (!networks) throw new Error(allowed);
  return createGuardedFetch(networks, resolve);
}

it('fetches from an allowed address, by name too', async () => {
  const port = await serve((_, response) => response.end('picture'));
  const fetched = await fetchWith(`127.0.0.1:${port}`)(
    new URL(`http://cam.zone:${port}/a`),
    bounds,
  );
  expect(fetched).toEqual({ status: 'ok', bytes: Uint8Array.from(Buffer.from('picture')) });
});

it('never calls what is not allowed, whatever the name resolves to', async () => {
  let hits = 0;
  const port = await serve((_, response) => {
    hits += 1;
    response.end();
  });
  const trouble = 'address-not-allowed';
  const refused = { status: 'unreachable', reason: 'address not allowed', trouble };
  const elsewhere = fetchWith('10.0.0.0/8:80');
  expect(await elsewhere(new URL(`http://127.0.0.1:${port}/`), bounds)).toEqual(refused);
  expect(await elsewhere(new URL(`http://localhost:${port}/`), bounds)).toEqual(refused);
  expect(await elsewhere(new URL(`http://2130706433:${port}/`), bounds)).toEqual(refused);
  expect(await elsewhere(new URL('http://169.254.169.254/'), bounds)).toEqual(refused);
  expect(hits).toBe(0);
});

it('is not led astray by a name that changes its mind', async () => {
  let hits = 0;
  const port = await serve((_, response) => {
    hits += 1;
    response.end();
  });
  const answers = [['127.0.0.9'], ['127.0.0.1']];
  const rebinding = fetchWith(`127.0.0.9:${port}`, async () => answers.shift() ?? []);
  const impatient = { ...bounds, timeoutMs: 200 };
  await rebinding(new URL(`http://cam.zone:${port}/`), impatient);
  expect(await rebinding(new URL(`http://cam.zone:${port}/`), impatient)).toMatchObject({
    reason: 'address not allowed',
  });
  expect(hits).toBe(0);
});

it('refuses redirects, and hangs up on what is too large', async () => {
  let hits = 0;
  const canary = await serve(() => {
    hits += 1;
  });
  const port = await serve((request, response) => {
    if (request.url === '/away')
      response.writeHead(302, { location: `http://127.0.0.1:${canary}/` });
    response.end(request.url === '/large' ? 'x'.repeat(5000) : '');
  });
  const fetch = fetchWith(`127.0.0.1:${port},127.0.0.1:${canary}`);
  const at = (path: string) => fetch(new URL(`http://127.0.0.1:${port}${path}`), bounds);
  expect(await at('/away')).toMatchObject({ reason: 'status 302', trouble: 'redirected' });
  expect(hits).toBe(0);
  expect(await at('/large')).toMatchObject({ status: 'too-large' });
});
