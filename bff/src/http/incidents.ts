import { scopeEvents } from '@ftz/shared/access/scope-events.ts';
import { scopeSituation } from '@ftz/shared/access/scope-situation.ts';
import { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { Id } from '@ftz/shared/contract/ids.ts';
import { Command } from '@ftz/shared/contract/live-up.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { SuggestedUnit } from '@ftz/shared/contract/suggested-unit.ts';
import { TaskKind } from '@ftz/shared/contract/task.ts';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { suggestUnits } from '#domain/dispatch/suggest-units.ts';
import { areaOfSegment } from '#domain/registry.ts';
import { principalOf, sendRefusal } from './authorize.ts';
import type { HttpDeps } from './http-deps.ts';
import type { HttpServer } from './http-server.ts';

/** The situation, the log behind it, and acts upon it, for those who come without a socket. */
export function incidentRoutes(server: HttpServer, deps: HttpDeps): void {
  server.get(
    '/api/situation',
    {
      schema: {
        tags: ['situation'],
        summary: 'What is going on in my areas, as of entry `seq` of the log',
        response: { 200: Type.Object({ epoch: Type.String(), situation: Type.Unknown() }) },
      },
      config: { access: 'situation.read' },
    },
    async (request) => {
      const { situation, registry } = deps.world();
      const scoped = scopeSituation(principalOf(request), situation, (id) =>
        areaOfSegment(registry, id),
      );
      return { epoch: deps.log.epoch, situation: scoped };
    },
  );

  server.get(
    '/api/events',
    {
      schema: {
        tags: ['situation'],
        summary: 'Entries of the log that I may see, oldest first',
        querystring: Type.Object({
          afterSeq: Type.Integer({ minimum: 0, default: 0 }),
          limit: Type.Integer({ minimum: 1, maximum: 1000, default: 200 }),
        }),
        response: {
          200: Type.Object({
            upToSeq: Type.Integer(),
            events: Type.Unsafe<DurableEvent[]>(Type.Array(DurableEvent)),
          }),
        },
      },
      config: { access: 'situation.read' },
    },
    async (request) => {
      const { afterSeq, limit } = request.query;
      const events = await deps.log.read(afterSeq, limit);
      return {
        upToSeq: events.at(-1)?.seq ?? afterSeq,
        events: scopeEvents(principalOf(request), events),
      };
    },
  );

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
      return { units: suggestUnits(situation, incident, request.query.kind, registry.site.units) };
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
        },
      },
      config: { access: 'signed-in' },
    },
    async (request, reply) => {
      const answer = await deps.submitCommand(request.body as Command, principalOf(request));
      return answer.ok ? answer : reply.code(409).send(answer);
    },
  );
}
