import { createHash, createPublicKey, verify } from 'node:crypto';
import { wallProofText } from '@ftz/shared/access/wall-proof.ts';
import { Principal } from '@ftz/shared/contract/account.ts';
import { Millis } from '@ftz/shared/contract/ids.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { HeardWall, WaitingWall, WallCode, WallId, WallKey } from '@ftz/shared/contract/wall.ts';
import { principalOfWall, wallOfKey } from '@ftz/shared/state/wall-lifecycle.ts';
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { wallSessionMs } from '#domain/walls/wall-sessions.ts';
import { giveSession, isForeign, sendRefusal } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';
import { networkOf } from './login-budget.ts';

const base64url = (length: number) =>
  Type.String({ minLength: length, maxLength: length, pattern: '^[A-Za-z0-9_-]*$' });
const nonceBytes = 32;
/** r and s of P-256 one after the other (IEEE P1363), as WebCrypto writes them. */
const signatureBytes = 64;
const lettersOf = (bytes: number) => Math.ceil((bytes * 4) / 3);

const Proof = Type.Object(
  {
    key: WallKey,
    nonce: base64url(lettersOf(nonceBytes)),
    signature: base64url(lettersOf(signatureBytes)),
  },
  { additionalProperties: false },
);
type Proof = Static<typeof Proof>;
const Standing = Type.Union([
  Type.Object({ state: Type.Literal('let-in'), wallId: WallId, principal: Principal }),
  Type.Object({ state: Type.Literal('waiting'), code: WallCode, expiresAtMs: Millis }),
  Type.Object({ state: Type.Literal('refused'), untilMs: Millis }),
]);

/** How a browser becomes a screen of the hall, and signs in as one: by its key, never by a password. */
export function wallRoutes(server: HttpServer, deps: HttpDeps): void {
  nonceRoute(server, deps);
  proofRoute(server, deps);
  hallRoute(server, deps);
}

function nonceRoute(server: HttpServer, { walls, clock, log }: HttpDeps): void {
  server.post(
    '/api/walls/nonce',
    {
      schema: {
        tags: ['walls'],
        summary: 'A question for a screen to sign, valid once and for half a minute',
        response: {
          200: Type.Object({ nonce: Type.String(), epoch: Type.String() }),
          403: Refusal,
          429: Refusal,
        },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      if (isForeign(request.headers)) return sendRefusal(reply, 'foreign-origin');
      const nonce = walls.nonces.give(networkOf(request.ip), clock.nowMs());
      if (nonce === null) return sendRefusal(reply, 'too-many-attempts');
      return { nonce, epoch: log.epoch };
    },
  );
}

function proofRoute(server: HttpServer, deps: HttpDeps): void {
  const { walls, clock, log } = deps;
  server.post(
    '/api/walls/session',
    {
      schema: {
        tags: ['walls'],
        summary: 'A signed question: a session where the key was let in, else a code that waits',
        body: Proof,
        response: { 200: Standing, 401: Refusal, 403: Refusal, 429: Refusal },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      if (isForeign(request.headers)) return sendRefusal(reply, 'foreign-origin');
      const { key } = request.body;
      const nowMs = clock.nowMs();
      if (!isProved(request, log.epoch) || !walls.nonces.take(request.body.nonce, nowMs))
        return sendRefusal(reply, 'wall-proof-failed');
      const keyId = thumbprintOf(key);
      const wall = wallOfKey(deps.world().situation, keyId);
      const principal = wall ? principalOfWall(wall) : null;
      if (wall && principal) {
        await giveSession(reply, wallSessionMs, (tokenHash) =>
          walls.sessions.open(tokenHash, keyId, nowMs),
        );
        return { state: 'let-in' as const, wallId: wall.id, principal };
      }
      const browser = (request.headers['user-agent'] ?? '').slice(0, 300);
      const asker = { keyId, key, address: request.ip, browser };
      const answer = walls.waiting.ask(asker, nowMs);
      return answer.state === 'too-many' ? sendRefusal(reply, 'too-many-attempts') : answer;
    },
  );
}

function hallRoute(server: HttpServer, { walls, clock, world }: HttpDeps): void {
  server.get(
    '/api/walls',
    {
      schema: {
        tags: ['walls'],
        summary: 'Browsers that ask to be let in, and what the screens last said of themselves',
        response: {
          200: Type.Object({ waiting: Type.Array(WaitingWall), heard: Type.Array(HeardWall) }),
        },
      },
      config: { access: 'wall.enrol' },
    },
    async () => {
      const own = Object.values(world().situation.walls).filter(({ display }) => display);
      const heard = own.flatMap(({ id, accountId }) => {
        const newest = walls.hearing.newest(accountId);
        return newest ? [{ wallId: id, ...newest }] : [];
      });
      return { waiting: walls.waiting.all(clock.nowMs()), heard };
    },
  );
}

/** RFC 7638: its members in the order of their names. */
function thumbprintOf({ x, y }: WallKey): string {
  const members = JSON.stringify({ crv: 'P-256', kty: 'EC', x, y });
  return createHash('sha256').update(members).digest('base64url');
}

/** Whether the holder of this key signed this question, asked on this host, of this log. */
function isProved(
  { body, headers }: { body: Proof; headers: FastifyRequest['headers'] },
  epoch: string,
): boolean {
  const { key, nonce, signature } = body;
  const text = wallProofText({ host: headers.host ?? '', epoch, nonce, key });
  try {
    const jwk = { kty: 'EC', crv: 'P-256', ...key };
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    const bytes = Buffer.from(signature, 'base64url');
    return verify(
      'sha256',
      Buffer.from(text),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      bytes,
    );
  } catch {
    // No point of the curve.
    return false;
  }
}
