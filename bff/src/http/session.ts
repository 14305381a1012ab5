import { Principal, type Role } from '@ftz/shared/contract/account.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { Type } from 'typebox';
import type { Account } from '#domain/ports.ts';
import {
  giveSession,
  isForeign,
  principalOf,
  sendRefusal,
  sessionCookie,
  sessionCookieRules,
} from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';
import { createLoginBudget, type LoginAttempt, type LoginBudget } from './login-budget.ts';
import { createTurns } from './turns.ts';

/** A shift and its hand-over; a phone is carried about; a wall is not a person and stays longer. */
const lifetimeMs = { person: 12 * 3_600_000, phone: 8 * 3_600_000, wall: 30 * 86_400_000 };

function lifetimeOf(role: Role): number {
  if (role === 'wall') return lifetimeMs.wall;
  return role === 'field-officer' ? lifetimeMs.phone : lifetimeMs.person;
}

const Credentials = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 64 }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
  },
  { additionalProperties: false },
);
const SignedIn = Type.Object({ principal: Principal });

/** Each verification takes tens of MB and a core: a flood of them must not starve the alarms. */
const verifications = { atOnce: 2, mostWaiting: 50 };

export function sessionRoutes(server: HttpServer, deps: HttpDeps): void {
  const budget = createLoginBudget();
  const turns = createTurns(verifications.atOnce, verifications.mostWaiting);

  server.post(
    '/api/session',
    {
      schema: {
        tags: ['session'],
        summary: 'Sign in',
        body: Credentials,
        response: { 200: SignedIn, 401: Refusal, 403: Refusal, 429: Refusal },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      if (isForeign(request.headers)) return sendRefusal(reply, 'foreign-origin');
      const { username, password } = request.body;
      const attempt = { username, address: request.ip };
      // Asked before the queue too: who may not try must not take the place of who may.
      if (!budget.allows(attempt, deps.clock.nowMs()))
        return sendRefusal(reply, 'too-many-attempts');
      const account = await turns.take(() => whoSignsIn(deps, budget, attempt, password));
      if (account === null) return sendRefusal(reply, 'too-many-attempts');
      if (account === 'nobody') return sendRefusal(reply, 'wrong-credentials');
      const { accountId, role, areas } = account;
      const lifetime = lifetimeOf(role);
      const expiresAtMs = deps.clock.nowMs() + lifetime;
      await giveSession(reply, lifetime, (tokenHash) =>
        deps.sessions.open({ tokenHash, accountId, expiresAtMs }),
      );
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
      reply.clearCookie(sessionCookie, sessionCookieRules);
      return reply.code(204).send(null);
    },
  );
}

/** Null: too many attempts. The same work is done for a name that does not exist. */
async function whoSignsIn(
  { accounts, checkPassword, clock }: HttpDeps,
  budget: LoginBudget,
  attempt: LoginAttempt,
  password: string,
): Promise<Account | 'nobody' | null> {
  const charge = budget.charge(attempt, clock.nowMs());
  if (charge === null) return null;
  try {
    const account = await accounts.findByUsername(attempt.username);
    const right = await checkPassword(account?.passwordHash ?? null, password);
    if (!account || !right || account.disabled) return 'nobody';
    charge.succeeded();
    return account;
  } catch (error) {
    charge.refund();
    throw error;
  }
}
