import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A document system that does not push: `papers.page.v1` for whoever asks. */
export type PaperServer = {
  url: string;
  publish: (type: 'journey' | 'document' | 'ruling', item: unknown) => void;
  /** How often somebody was told that there is nothing new. */
  unchanged: () => number;
  close: () => Promise<void>;
};

const mostPublished = 10_000;

export async function startPaperServer({ key }: { key: () => string }): Promise<PaperServer> {
  const published: { type: string; item: unknown }[] = [];
  let unchanged = 0;
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://papers');
    if (request.headers.authorization !== `Bearer ${key()}`) return response.writeHead(401).end();
    const since = Number(searchParams.get('since') ?? 0);
    const limit = Number(searchParams.get('limit') ?? 50);
    const items = published.slice(since, since + limit);
    const cursor = String(since + items.length);
    const etag = `"${since}-${cursor}"`;
    if (request.headers['if-none-match'] === etag) {
      unchanged += 1;
      return response.writeHead(304).end();
    }
    return response
      .writeHead(200, { 'content-type': 'application/json', etag })
      .end(JSON.stringify({ v: 1, cursor, items }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/papers`,
    publish: (type, item) => {
      if (published.length < mostPublished) published.push({ type, item });
    },
    unchanged: () => unchanged,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
