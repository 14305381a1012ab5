import { scopeEvents } from '@ftz/shared/access/scope-events.ts';
import { scopeSituation } from '@ftz/shared/access/scope-situation.ts';
import { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { Type } from 'typebox';
import { areaOfSegment } from '#domain/registry.ts';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

/** The situation and the log behind it, for those who come without a socket. */
export function situationRoutes(server: HttpServer, deps: HttpDeps): void {
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
}
