import { randomBytes } from 'node:crypto';
import { Principal } from '@ftz/shared/contract/account.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { Type } from 'typebox';
import { hashToken, isForeign, principalOf, sendRefusal, sessionCookie } from './authorize.ts';
import type { HttpDeps } from './http-deps.ts';
import type { HttpServer } from './http-server.ts';

/** A shift and its hand-over; a wall is not a person and stays longer. */
const lifetimeMs = { person: 12 * 3_600_000, wall: 30 * 86_400_000 };

/** Takes as long for a user that does not exist as for a wrong password. */
export type PasswordCheck = (passwordHash: string | null, password: string) => Promise<boolean>;

const Credentials = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 64 }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
  },
  { additionalProperties: false },
);
const SignedIn = Type.Object({ principal: Principal });

/** Attempts per user name and address. */
const attempts = { max: 20, timeWindow: '5 minutes' };

export function sessionRoutes(server: HttpServer, deps: HttpDeps): void {
  const cookie = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

  server.post(
    '/api/session',
    {
      schema: {
        tags: ['session'],
        summary: 'Sign in',
        body: Credentials,
        response: { 200: SignedIn, 401: Refusal, 403: Refusal, 429: Refusal },
      },
      config: {
        access: 'public',
        rateLimit: {
          ...attempts,
          hook: 'preHandler',
          keyGenerator: (request) =>
            `${request.ip} ${(request.body as { username?: string })?.username}`,
        },
      },
    },
    async (request, reply) => {
      if (isForeign(request.headers)) return sendRefusal(reply, 'foreign-origin');
      const { username, password } = request.body;
      const account = await deps.accounts.findByUsername(username);
      const right = await deps.checkPassword(account?.passwordHash ?? null, password);
      if (!account || !right || account.disabled) return sendRefusal(reply, 'wrong-credentials');
      const { accountId, role, areas } = account;
      const token = randomBytes(32).toString('base64url');
      const lifetime = role === 'wall' ? lifetimeMs.wall : lifetimeMs.person;
      const expiresAtMs = deps.clock.nowMs() + lifetime;
      await deps.sessions.open({ tokenHash: hashToken(token), accountId, expiresAtMs });
      reply.setCookie(sessionCookie, token, { ...cookie, maxAge: lifetime / 1000 });
      return { principal: { accountId, username: account.username, role, areas } };
    },
  );

  server.get(
    '/api/session',
    {
      schema: { tags: ['session'], summary: 'Who am I', response: { 200: SignedIn, 401: Refusal } },
      config: { access: 'signed-in' },
    },
    async (request) => ({ principal: principalOf(request) }),
  );

  server.delete(
    '/api/session',
    {
      schema: {
        tags: ['session'],
        summary: 'Sign out',
        response: { 204: Type.Null(), 401: Refusal },
      },
      config: { access: 'signed-in' },
    },
    async (request, reply) => {
      if (request.sessionHash) {
        await deps.sessions.revoke(request.sessionHash);
        deps.endSession(request.sessionHash);
      }
      reply.clearCookie(sessionCookie, cookie);
      return reply.code(204).send(null);
    },
  );
}
