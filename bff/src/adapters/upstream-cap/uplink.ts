import { randomBytes } from 'node:crypto';
import type { Delivery } from './outbox.ts';
import { signedHeaders } from './signed-request.ts';

const patienceMs = 10_000;

/** What the same bytes will meet for ever. A key that is wrong is put right by a technician. */
const isHopeless = (status: number): boolean =>
  status >= 400 && status < 500 && ![401, 403, 404, 408, 425, 429].includes(status);

export type Uplink = (xml: string) => Promise<Delivery>;

/** Posts one message to the national centre, signed; never rejects. */
export function createUplink(
  url: string,
  key: string,
  nowMs: () => number,
  closing: AbortSignal,
): Uplink {
  const { pathname } = new URL(url);
  return async (xml) => {
    const body = Buffer.from(xml);
    const nonce = randomBytes(18).toString('base64url');
    const request = { method: 'POST', path: pathname, body } as const;
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'error',
        headers: {
          'content-type': 'application/cap+xml',
          ...signedHeaders(request, { nowMs: nowMs(), nonce, key }),
        },
        signal: AbortSignal.any([closing, AbortSignal.timeout(patienceMs)]),
      });
      // What it says beside the status is nobody's business; an unread body holds the connection.
      await response.body?.cancel();
      if (response.ok) return 'taken';
      return isHopeless(response.status) ? 'refused' : 'failed';
    } catch {
      return 'failed';
    }
  };
}
