import { maySee } from '@ftz/shared/access/policy.ts';
import { SiteCode } from '@ftz/shared/contract/site-code.ts';
import { Type } from 'typebox';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

/**
 * What hangs at the gates, for whoever prints it. Not for whoever scans it: a patrol that could read
 * the codes would be everywhere at once.
 */
export function siteCodeRoutes(server: HttpServer, { world, siteCodes }: HttpDeps): void {
  server.get(
    '/api/site-codes',
    {
      schema: {
        tags: ['devices'],
        summary: 'The code of each gate, to be printed and put up there',
        response: { 200: Type.Object({ codes: Type.Array(SiteCode) }) },
      },
      config: { access: 'site-code.read' },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const codes = world()
        .registry.site.gates.filter(({ area }) => maySee(principal, 'site-code.read', [area]))
        .flatMap(({ id, area, nameZh, nameEn }) => {
          const code = siteCodes(id);
          return code === undefined ? [] : [{ gateId: id, area, nameZh, nameEn, code }];
        });
      return reply.header('cache-control', 'no-store').send({ codes });
    },
  );
}
