import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { scopeEvents } from '@ftz/shared/access/scope-events.ts';
import { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { Type } from 'typebox';
import { acceptsGzip } from './accepts-gzip.ts';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';
import { createSituationBodies } from './situation-bodies.ts';

const unpack = promisify(gunzip);
const SituationBody = Type.Object({ epoch: Type.String(), situation: Type.Unknown() });

/** The situation and the log behind it, for those who come without a socket. */
export function situationRoutes(server: HttpServer, deps: HttpDeps): void {
  const bodies = createSituationBodies(deps);

  server.get(
    '/api/situation',
    {
      schema: {
        tags: ['situation'],
        summary: 'What is going on in my areas, as of entry `seq` of the log',
        response: { 200: Type.Unsafe<Buffer>(SituationBody) },
      },
      config: { access: 'situation.read' },
    },
    async (request, reply) => {
      const gzip = await bodies.gzipFor(principalOf(request));
      reply
        .header('cache-control', 'no-store')
        .header('vary', 'accept-encoding')
        .type('application/json; charset=utf-8');
      // Whoever cannot unpack it is rare: it is not kept twice for them.
      if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(await unpack(gzip));
      return reply.header('content-encoding', 'gzip').send(gzip);
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
      // Documented by type; a serializer made for every type takes seconds to make, in which nobody is answered.
      serializerCompiler: () => JSON.stringify,
      config: { access: 'situation.read' },
    },
    async (request) => {
      const { afterSeq, limit } = request.query;
      const events = await deps.log.read(afterSeq, limit);
      const book = { situation: () => deps.world().situation, nowMs: deps.clock.nowMs };
      return {
        upToSeq: events.at(-1)?.seq ?? afterSeq,
        events: scopeEvents(principalOf(request), events, book),
      };
    },
  );
}
