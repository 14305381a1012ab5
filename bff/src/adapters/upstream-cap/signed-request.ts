import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * How the two ends prove who they are (`docs/protocols/upstream.md`): HMAC-SHA256 over method, path,
 * time, a nonce and the body's hash. What is older than five minutes, or came before, is refused.
 */
const windowMs = 300_000;
/** More than five minutes of the busiest link; beyond it the oldest is forgotten, and still too old or known by its id. */
const mostNonces = 20_000;
const nonceForm = /^[A-Za-z0-9_-]{16,64}$/;

export const signatureFaults = ['unsigned', 'wrong-signature', 'out-of-time', 'replayed'] as const;
export type SignatureFault = (typeof signatureFaults)[number];

export type Signed = { method: 'POST'; path: string; body: Uint8Array };

export function signatureOf(
  { method, path, body }: Signed,
  timestamp: string,
  nonce: string,
  key: string,
): string {
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const text = [method, path, timestamp, nonce, bodyHash].join('\n');
  return createHmac('sha256', key).update(text).digest('hex');
}

/** The headers that a message goes out with. */
export function signedHeaders(
  request: Signed,
  { nowMs, nonce, key }: { nowMs: number; nonce: string; key: string },
): Record<string, string> {
  const timestamp = String(nowMs);
  return {
    'x-ftz-timestamp': timestamp,
    'x-ftz-nonce': nonce,
    'x-ftz-signature': signatureOf(request, timestamp, nonce, key),
  };
}

/** Says why a message is not believed; null: it is, and its nonce is used up. */
export type JudgeSignature = (
  request: Signed,
  headers: Readonly<Record<string, string>>,
  nowMs: number,
) => SignatureFault | null;

export function createSignatureJudge(key: string): JudgeSignature {
  const used = new UsedNonces();
  return (request, headers, nowMs) => {
    const timestamp = headers['x-ftz-timestamp'] ?? '';
    const nonce = headers['x-ftz-nonce'] ?? '';
    const given = headers['x-ftz-signature'] ?? '';
    if (!/^\d{1,16}$/.test(timestamp) || !nonceForm.test(nonce) || key === '') return 'unsigned';
    if (!isSame(given, signatureOf(request, timestamp, nonce, key))) return 'wrong-signature';
    if (Math.abs(nowMs - Number(timestamp)) > windowMs) return 'out-of-time';
    if (used.has(nonce)) return 'replayed';
    used.add(nonce, nowMs);
    return null;
  };
}

class UsedNonces {
  /** By nonce, when it may be forgotten; oldest first. */
  readonly #untilMs = new Map<string, number>();

  has(nonce: string): boolean {
    return this.#untilMs.has(nonce);
  }

  add(nonce: string, nowMs: number): void {
    for (const [old, untilMs] of this.#untilMs) {
      if (untilMs > nowMs && this.#untilMs.size < mostNonces) break;
      this.#untilMs.delete(old);
    }
    this.#untilMs.set(nonce, nowMs + 2 * windowMs);
  }
}

/** Hashes have one length, so that they compare in constant time. */
function isSame(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given.toLowerCase()), hash(expected));
}
