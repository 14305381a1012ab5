import { HouseHealth } from '@ftz/shared/contract/house-health.ts';
import { Type } from 'typebox';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

export function healthRoutes(server: HttpServer, deps: HttpDeps): void {
  const config = { access: 'public' } as const;

  server.get(
    '/health/live',
    {
      schema: {
        tags: ['health'],
        summary: 'The process lives',
        response: { 200: Type.Object({ live: Type.Boolean() }) },
      },
      config,
    },
    async () => ({ live: true }),
  );

  server.get(
    '/health/ready',
    {
      schema: {
        tags: ['health'],
        summary: 'Every part and its state; 503 when a needed one fails',
        response: { 200: HouseHealth, 503: HouseHealth },
      },
      config,
    },
    async (_request, reply) => {
      const parts = deps.health();
      const ready = Object.values(parts).every(({ ok, needed }) => ok || !needed);
      return reply.code(ready ? 200 : 503).send({ ready, parts });
    },
  );

  server.get(
    '/metrics',
    { schema: { tags: ['health'], summary: 'Prometheus metrics' }, config },
    async (_request, reply) =>
      reply.type(deps.metrics.contentType).send(await deps.metrics.metrics()),
  );
}
