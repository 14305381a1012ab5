import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRandom } from '#sim/random.ts';
import { postUntilAccepted } from './post-until-accepted.ts';

let server: Server;
let url: string;
let statuses: number[];
let received: { key: string | undefined; body: string }[];

beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ key: request.headers.authorization, body });
      response.statusCode = statuses.shift() ?? 202;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/x`;
});

afterEach(() => void server.close());

const post = (signal: AbortSignal) =>
  postUntilAccepted({ url, key: 'k', body: '{"v":1}' }, { signal, random: createRandom(1) });

it('says the same again until it is taken', async () => {
  statuses = [503, 500, 202];
  expect(await post(new AbortController().signal)).toEqual({ accepted: true });
  expect(received).toEqual(Array(3).fill({ key: 'Bearer k', body: '{"v":1}' }));
});

it('takes a refusal for an answer', async () => {
  statuses = [401];
  expect(await post(new AbortController().signal)).toMatchObject({ accepted: false });
  expect(received).toHaveLength(1);
});

it('stops when the simulation ends', async () => {
  server.close();
  const ending = new AbortController();
  const outcome = post(ending.signal);
  ending.abort();
  expect(await outcome).toMatchObject({ accepted: false });
});
