import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** `docs/protocols/upstream.md`: five lines, each of which a thief would have to know. */
export function sign(
  path: string,
  body: Uint8Array,
  { atMs, nonce, key }: { atMs: number; nonce: string; key: string },
): string {
  const lines = ['POST', path, `${atMs}`, nonce, sha256(body)];
  return createHmac('sha256', key).update(lines.join('\n')).digest('hex');
}

const patienceMs = 5 * 60_000;

/** Whether the centre wrote this, lately. */
export function isSigned(
  path: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  { key, nowMs }: { key: string; nowMs: number },
): boolean {
  const atMs = Number(headers['x-ftz-timestamp']);
  const nonce = String(headers['x-ftz-nonce']);
  const given = Buffer.from(String(headers['x-ftz-signature']));
  const right = Buffer.from(sign(path, body, { atMs, nonce, key }));
  const isRight = given.length === right.length && timingSafeEqual(given, right);
  return isRight && Math.abs(nowMs - atMs) <= patienceMs;
}
