import type { RefusalCode } from '@ftz/shared/contract/refusal.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusalByNow } from './authorize.ts';
import type { HttpDeps } from './http-deps.ts';
import { createWaitingPlaces } from './waiting-places.ts';

/** Two tiles on each of two pages, each with a playlist that is held back and the parts that it fetches. */
const mostPerSession = 12;

export type HoldBack = <T>(
  request: FastifyRequest,
  reply: FastifyReply,
  wait: (left: AbortSignal) => Promise<T>,
) => Promise<{ got: T } | { refusal: RefusalCode }>;

/**
 * For answers that wait for something: so many per session and no more, given up when the browser has hung up, and
 * under the policy of the moment at which they are given.
 */
export function createHoldBack(deps: Pick<HttpDeps, 'sessions' | 'clock'>): HoldBack {
  const places = createWaitingPlaces(mostPerSession);
  return async (request, reply, wait) => {
    const leave = places.take(request.sessionHash ?? '');
    if (leave === null) return { refusal: 'too-many-attempts' };
    const left = new AbortController();
    reply.raw.once('close', () => left.abort());
    try {
      const got = await wait(left.signal);
      const refusal = await refusalByNow(request, deps);
      return refusal === null ? { got } : { refusal };
    } finally {
      leave();
    }
  };
}
