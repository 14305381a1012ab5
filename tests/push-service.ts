import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { PushAddress } from '@ftz/shared/contract/push.ts';
import { makeCertificate } from './own-certificate.ts';

const { subtle } = crypto;
type Bytes = Uint8Array<ArrayBuffer>;
const base64url = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64url');
const bytesOf = (text: string): Bytes => Uint8Array.from(Buffer.from(text, 'base64url'));
const text = (words: string): Bytes => Uint8Array.from(Buffer.from(words));

export type Pushed = { atMs: number; headers: IncomingHttpHeaders; body: Bytes };
/** What it answers to a message; nothing: 201. */
export type Answer = { status: number; headers?: Record<string, string> };

/** A browser's own side: its secret keys, and what has come for it. */
export type PushedBrowser = {
  address: PushAddress;
  pushed: Pushed[];
  answers: Answer[];
  /** Reads what was pushed as RFC 8291 has it; throws where it was not for this browser. */
  read: (pushed: Pushed) => Promise<unknown>;
};

/**
 * A push service over TLS, with a certificate of its own that this process trusts from now on. It was written
 * from the RFCs with other means than the house's sender.
 */
export async function startPushService() {
  const browsers = new Map<string, PushedBrowser>();
  const { cert, key } = makeCertificate();
  setDefaultCACertificates([...getCACertificates(), cert]);
  const server = createServer({ cert, key }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const browser = browsers.get(request.url ?? '');
    const body = Uint8Array.from(Buffer.concat(chunks));
    browser?.pushed.push({ atMs: performance.now(), headers: request.headers, body });
    const { status, headers } = browser?.answers.shift() ?? { status: browser ? 201 : 404 };
    response.writeHead(status, headers).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    /** What the house has to be told to reach it. */
    host,
    origin: `https://${host}`,
    addBrowser: async (): Promise<PushedBrowser> => {
      const path = `/push/${randomUUID()}`;
      const browser = await makeBrowser(`https://${host}${path}`);
      browsers.set(path, browser);
      return browser;
    },
    close: () => new Promise<void>((done) => void server.close(() => done())),
  };
}

async function makeBrowser(endpoint: string): Promise<PushedBrowser> {
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const pair = await subtle.generateKey(curve, true, ['deriveBits']);
  const auth = crypto.getRandomValues(new Uint8Array(16));
  const p256dh = base64url(await subtle.exportKey('raw', pair.publicKey));
  const address = { endpoint, p256dh, auth: Buffer.from(auth).toString('base64url') };
  return {
    address,
    pushed: [],
    answers: [],
    read: ({ body }) => open(body, pair.privateKey, bytesOf(p256dh), auth),
  };
}

async function hkdf(secret: Bytes, salt: Bytes, info: Bytes, length: number): Promise<Bytes> {
  const key = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const bits = { name: 'HKDF', hash: 'SHA-256', salt, info };
  return new Uint8Array(await subtle.deriveBits(bits, key, length * 8));
}

async function open(body: Bytes, secretKey: CryptoKey, ours: Bytes, auth: Bytes) {
  const view = new DataView(body.buffer, body.byteOffset);
  if (view.getUint32(16) < body.length - 86) throw new Error('more than one record');
  if (view.getUint8(20) !== 65) throw new Error('no key of the sender');
  const salt = body.slice(0, 16);
  const theirs = body.slice(21, 86);
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const sender = await subtle.importKey('raw', theirs, curve, false, []);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: sender }, secretKey, 256);
  const info = Uint8Array.from([...text('WebPush: info\0'), ...ours, ...theirs]);
  const secret = await hkdf(new Uint8Array(shared), auth, info, 32);
  const keyBytes = await hkdf(secret, salt, text('Content-Encoding: aes128gcm\0'), 16);
  const iv = await hkdf(secret, salt, text('Content-Encoding: nonce\0'), 12);
  const key = await subtle.importKey('raw', keyBytes, 'AES-GCM', false, ['decrypt']);
  const record = Buffer.from(await subtle.decrypt({ name: 'AES-GCM', iv }, key, body.slice(86)));
  const end = record.findLastIndex((byte) => byte !== 0);
  if (record[end] !== 2) throw new Error('not the last record');
  return JSON.parse(record.subarray(0, end).toString()) as unknown;
}

/** Whether a message says who sent it (RFC 8292): the claims, when the signature is of the key beside it. */
export async function vapidClaims({ headers }: Pushed, publicKey: string): Promise<unknown> {
  const [, token = '', key] =
    /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
  if (key !== publicKey) throw new Error(`signed by ${key}`);
  const [head = '', claims = '', signature = ''] = token.split('.');
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const signer = await subtle.importKey('raw', bytesOf(publicKey), curve, false, ['verify']);
  const said = text(`${head}.${claims}`);
  const hash = { name: 'ECDSA', hash: 'SHA-256' };
  if (!(await subtle.verify(hash, signer, bytesOf(signature), said))) throw new Error('forged');
  return JSON.parse(Buffer.from(claims, 'base64url').toString());
}
