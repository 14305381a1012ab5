import type { IncomingMessage } from 'node:http';
import type { Clock, SessionStore } from '#domain/ports.ts';
import { hashToken, isForeign, sessionCookie } from '#http/authorize.ts';

/**
 * Who asks for a live socket. The browser sends the cookie with a WebSocket of any page, so the
 * origin is checked by us, and one that is missing is foreign too.
 */
export function authenticateUpgrade(
  sessions: SessionStore,
  clock: Clock,
  parseCookie: (header: string) => Record<string, string | undefined>,
) {
  return async ({ headers }: IncomingMessage) => {
    if (headers.origin === undefined || isForeign(headers)) return null;
    const token = parseCookie(headers.cookie ?? '')[sessionCookie];
    if (!token) return null;
    const sessionHash = hashToken(token);
    const principal = await sessions.find(sessionHash, clock.nowMs());
    return principal && { principal, sessionHash };
  };
}
