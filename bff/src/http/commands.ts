import { Id } from '@ftz/shared/contract/ids.ts';
import { Command } from '@ftz/shared/contract/live-up.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { SuggestedUnit } from '@ftz/shared/contract/suggested-unit.ts';
import { TaskKind } from '@ftz/shared/contract/task.ts';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { commandRate } from '#domain/commands/command-rate.ts';
import { suggestUnits } from '#domain/dispatch/suggest-units.ts';
import { createTokenBuckets } from '#domain/token-bucket.ts';
import { principalOf, sendRefusal } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

/** Sessions whose commands are counted: more than there are people. */
const mostSessions = 10_000;

/** Who could go, and the acts of people who come without a socket. */
export function commandRoutes(server: HttpServer, deps: HttpDeps): void {
  const budget = createTokenBuckets(commandRate, mostSessions);

  server.get(
    '/api/suggested-units',
    {
      schema: {
        tags: ['tasks'],
        summary: 'Who should do it, best first, and why others should not',
        querystring: Type.Object({ incidentId: Id, kind: TaskKind }),
        response: { 200: Type.Object({ units: Type.Array(SuggestedUnit) }), 404: Refusal },
      },
      config: {
        access: 'task.issue',
        areas: (request: FastifyRequest) => {
          const { incidentId } = request.query as { incidentId: string };
          return deps.world().situation.incidents[incidentId]?.areas ?? null;
        },
      },
    },
    async (request, reply) => {
      const { situation, registry } = deps.world();
      const incident = situation.incidents[request.query.incidentId];
      if (!incident) return sendRefusal(reply, 'not-found');
      const given = { situation, units: registry.site.units, nowMs: deps.clock.nowMs() };
      return { units: suggestUnits(given, incident, request.query.kind) };
    },
  );

  server.post(
    '/api/commands',
    {
      schema: {
        tags: ['tasks'],
        summary: 'One act, exactly once per commandId',
        body: Command,
        response: {
          200: Type.Object({ ok: Type.Literal(true), seq: Type.Integer() }),
          409: Type.Object({ ok: Type.Literal(false), refusal: Refusal }),
          429: Refusal,
        },
      },
      config: { access: 'signed-in' },
    },
    async (request, reply) => {
      const session = request.sessionHash ?? '';
      if (!budget.take(session, deps.clock.nowMs())) return sendRefusal(reply, 'too-many-attempts');
      const answer = await deps.submitCommand(request.body as Command, principalOf(request));
      return answer.ok ? answer : reply.code(409).send(answer);
    },
  );
}
