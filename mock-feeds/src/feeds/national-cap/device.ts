import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeOrder, encodeReceipt, type OrderForm } from './encode.ts';
import { type FiledMessage, openCentreJournal } from './journal-of-centre.ts';
import { isSigned, sign } from './sign.ts';

/** The national centre: takes what the zone tells it, and tells the zone what to do. */
export type NationalCentre = {
  /** Where it takes messages. */
  url: string;
  filed: () => FiledMessage[];
  /** Posts an order, once; the status of the answer, null when nobody answered. */
  order: (form: OrderForm) => Promise<number | null>;
  /** Posts any text as if it were an order. */
  post: (xml: string, nonce?: string) => Promise<number | null>;
  /** Hangs up and takes no call, until `restore`. */
  cut: () => Promise<void>;
  restore: () => Promise<void>;
  isCut: () => boolean;
  close: () => Promise<void>;
};

export type NationalSettings = {
  host: string;
  port: number;
  path: string;
  /** `http://host:port` of the zone. */
  zoneUrl: () => string;
  key: () => string;
  nowMs: () => number;
};

const downPath = '/devices/upstream/alerts';
const longestBody = 1_000_000;
const patienceMs = 10_000;

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > longestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export async function startNationalCentre(settings: NationalSettings): Promise<NationalCentre> {
  const { host, path, nowMs } = settings;
  const journal = openCentreJournal();
  let server: Server | null = null;
  let port = settings.port;

  async function post(xml: string, nonce = randomBytes(16).toString('hex')) {
    const body = Buffer.from(xml);
    const atMs = nowMs();
    try {
      const response = await fetch(`${settings.zoneUrl()}${downPath}`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/cap+xml',
          'x-ftz-timestamp': `${atMs}`,
          'x-ftz-nonce': nonce,
          'x-ftz-signature': sign(downPath, body, { atMs, nonce, key: settings.key() }),
        },
        signal: AbortSignal.timeout(patienceMs),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (request.method !== 'POST' || request.url !== path || body === null) {
      return void response.writeHead(404).end();
    }
    if (!isSigned(path, body, request.headers, { key: settings.key(), nowMs: nowMs() })) {
      return void response.writeHead(401).end();
    }
    const taken = journal.file(body.toString('utf8'));
    response.writeHead(taken ? 202 : 400).end();
    const wantsReceipt = taken?.isNew && taken.message.status === 'Actual';
    if (wantsReceipt && taken.message.msgType !== 'Ack') {
      await post(encodeReceipt(taken.message, nowMs()));
    }
  }

  async function listen(): Promise<void> {
    const opened = createServer((request, response) => {
      take(request, response).catch(() => response.destroy());
    });
    opened.listen(port, host);
    await once(opened, 'listening');
    port = (opened.address() as AddressInfo).port;
    server = opened;
  }

  async function cut(): Promise<void> {
    const open = server;
    server = null;
    if (!open) return;
    const closed = once(open, 'close');
    open.close();
    open.closeAllConnections();
    await closed;
  }

  await listen();
  return {
    url: `http://${host}:${port}${path}`,
    filed: journal.filed,
    order: (form) => post(encodeOrder(form)),
    post,
    cut,
    restore: async () => {
      if (!server) await listen();
    },
    isCut: () => server === null,
    close: cut,
  };
}
