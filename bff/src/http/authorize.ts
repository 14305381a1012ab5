import { createHash, randomBytes } from 'node:crypto';
import { type Act, mayDo, mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { HttpDeps } from './http-deps.ts';

/**
 * Every route says what it takes: an act of the policy, `signed-in` (any role), `public`, or
 * `device` (a key of its own). A server with a route that says nothing does not start.
 */
export type RouteAccess = {
  access: Act | 'signed-in' | 'public' | 'device';
  /** The areas of the thing that is asked for; null: there is no such thing. */
  areas?: (request: FastifyRequest) => Promise<readonly AreaId[] | null> | readonly AreaId[] | null;
  /** Whether the thing belongs to an incident that this person is a guest of now. */
  asGuest?: (request: FastifyRequest, accountId: string) => Promise<boolean> | boolean;
};

export type AccessEntry = { method: string; url: string; access: RouteAccess['access'] | 'nobody' };

declare module 'fastify' {
  interface FastifyContextConfig extends Partial<RouteAccess> {}
  interface FastifyInstance {
    /** Every route with who may use it: what the access test is generated from. */
    accessTable: () => AccessEntry[];
  }
  interface FastifyRequest {
    principal: Principal | null;
    sessionHash: string | null;
  }
}

/** `__Host-`: only over a trustworthy connection, for this host alone, for every path. */
export const sessionCookie = '__Host-session';
export const sessionCookieRules = {
  path: '/',
  httpOnly: true,
  secure: true,
  sameSite: 'strict',
} as const;

/** Gives the browser a session of its own; `open` keeps what the house may know of the token: its hash. */
export async function giveSession(
  reply: FastifyReply,
  lifetimeMs: number,
  open: (tokenHash: string) => Promise<void> | void,
): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  await open(hashToken(token));
  reply.setCookie(sessionCookie, token, { ...sessionCookieRules, maxAge: lifetimeMs / 1000 });
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

const statusOf: Partial<Record<RefusalCode, number>> = {
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'wall-proof-failed': 401,
  'not-permitted': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'evidence-deleted': 410,
  'too-large': 413,
  'too-many-attempts': 429,
  'not-ready': 503,
  'internal-error': 500,
  'bad-request': 400,
};

export function sendRefusal(reply: FastifyReply, code: RefusalCode, detail?: string): FastifyReply {
  return reply.code(statusOf[code] ?? 409).send(refuse(code, detail));
}

/** A page of another site has no business here, even where the browser would send the cookie. */
export function isForeign(headers: FastifyRequest['headers']): boolean {
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return true;
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Puts the one policy in front of every route of this server. */
export function installAuthorization(server: FastifyInstance, deps: HttpDeps): void {
  server.decorateRequest('principal', null);
  server.decorateRequest('sessionHash', null);
  const routes: RouteOptions[] = [];
  server.decorate('accessTable', () =>
    routes.map(({ method, url, config }) => ({
      method: String(method),
      url,
      access: config?.access ?? 'nobody',
    })),
  );
  server.addHook('onRoute', (route) => {
    routes.push(route);
  });
  server.addHook('onReady', async () => {
    const silent = routes.find((route) => !route.config?.access);
    if (silent)
      throw new Error(`${String(silent.method)} ${silent.url} does not say who may use it`);
  });
  server.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (access === undefined || access === 'public' || access === 'device') return;
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && isForeign(request.headers)) return sendRefusal(reply, 'foreign-origin');
    const token = request.cookies[sessionCookie];
    const sessionHash = token ? hashToken(token) : null;
    const principal = sessionHash && (await deps.sessions.find(sessionHash, deps.clock.nowMs()));
    if (!principal) return sendRefusal(reply, 'not-signed-in');
    request.principal = principal;
    request.sessionHash = sessionHash;
    if (access !== 'signed-in' && !mayDo(principal, access, null))
      return sendRefusal(reply, 'not-permitted');
  });
  server.addHook('preHandler', async (request, reply) => {
    if (request.principal && !(await seesThing(request, request.principal)))
      return sendRefusal(reply, 'not-found');
  });
}

/** Whether the thing that a route is about is one that this person may see; true where it is about none. */
async function seesThing(request: FastifyRequest, principal: Principal): Promise<boolean> {
  const { access, areas, asGuest } = request.routeOptions.config;
  if (!areas || !isAct(access)) return true;
  const owners = await areas(request);
  if (owners === null) return false;
  return (
    mayDoInAny(principal, access, owners) ||
    ((await asGuest?.(request, principal.accountId)) ?? false)
  );
}

/**
 * The same questions again, for an answer that was held back: a session or a right may have ended meanwhile.
 * Null: it may still be given.
 */
export async function refusalByNow(
  request: FastifyRequest,
  { sessions, clock }: Pick<HttpDeps, 'sessions' | 'clock'>,
): Promise<RefusalCode | null> {
  const { sessionHash, routeOptions } = request;
  const { access } = routeOptions.config;
  const principal = sessionHash && (await sessions.find(sessionHash, clock.nowMs()));
  if (!principal) return 'not-signed-in';
  if (isAct(access) && !mayDo(principal, access, null)) return 'not-permitted';
  return (await seesThing(request, principal)) ? null : 'not-found';
}

/** For a plugin's own routes (files, documentation), which cannot say it themselves. */
export function openToAll(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    route.config = { ...route.config, access: 'public' };
  });
}

function isAct(access: RouteAccess['access'] | undefined): access is Act {
  return access !== undefined && !['signed-in', 'public', 'device'].includes(access);
}

/** For handlers behind the policy, where a principal is certain. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new Error('a handler behind the policy ran without a principal');
  return request.principal;
}
