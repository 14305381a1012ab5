import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startCameras } from '@ftz/mock-feeds/feeds/hls-camera/device.ts';
import { site } from '@ftz/shared/site/site.ts';

/** Two cameras of one area at a real head-end, one that hands out parts and one that does not. */
export const [nearId, wholeId] = ['WGQ-C01', 'WGQ-C02'] as const;
const cameras = site.cameras.filter(({ id }) => id === nearId || id === wholeId);

/** The head-end behind a door that writes down what it is asked for; `nowMs` is the head-end's clock. */
export async function startParts(nowMs: () => number = Date.now) {
  const headEnd = await startCameras({
    host: '127.0.0.1',
    port: 0,
    cameras,
    inParts: ({ id }) => id === nearId,
    nowMs,
  });
  const asked: string[] = [];
  const door = createServer(async (request, response) => {
    asked.push(request.url ?? '');
    const left = new AbortController();
    response.once('close', () => left.abort());
    try {
      const address = `http://127.0.0.1:${headEnd.port}${request.url}`;
      const answer = await fetch(address, { signal: left.signal });
      response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((done) => door.listen(0, '127.0.0.1', done));
  return {
    put: headEnd.put,
    /** Paths and queries, in order. */
    asked,
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    close: async () => {
      door.closeAllConnections();
      await new Promise((done) => door.close(done));
      await headEnd.close();
    },
  };
}

/** The part that a near playlist says comes next. */
export function nextPart(playlist: string): { number: number; part: number } {
  const [, number, part] =
    /#EXT-X-PRELOAD-HINT:TYPE=PART,URI="parts\/(\d+)\/(\d+)\.m4s"/.exec(playlist) ?? [];
  if (number === undefined) throw new Error(`no hint in ${playlist}`);
  return { number: Number(number), part: Number(part) };
}

/** The addresses of the parts that a near playlist lists, oldest first. */
export const listedParts = (playlist: string): string[] =>
  [...playlist.matchAll(/#EXT-X-PART:[^\n]*URI="([^"]+)"/g)].map(([, uri = '']) => uri);
