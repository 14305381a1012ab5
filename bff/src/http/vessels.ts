import { mayDo } from '@ftz/shared/access/policy.ts';
import { Millis } from '@ftz/shared/contract/ids.ts';
import { Vessel } from '@ftz/shared/contract/vessel.ts';
import { Type } from 'typebox';
import { areaOfVessels, vesselsNow } from '#domain/vessels.ts';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

/** Vessels are context around the port: for those who watch it. */
export function vesselRoutes(server: HttpServer, deps: HttpDeps): void {
  server.get(
    '/api/vessels',
    {
      schema: {
        tags: ['vehicles'],
        summary: 'Vessels off Yangshan as they say of themselves, with the age of each',
        response: { 200: Type.Object({ atMs: Millis, vessels: Type.Array(Vessel) }) },
      },
      config: { access: 'vehicle.read' },
    },
    async (request) => {
      const { picture, nowMs } = deps.world();
      const isAllowed = mayDo(principalOf(request), 'vehicle.read', areaOfVessels);
      return { atMs: nowMs, vessels: isAllowed ? vesselsNow(picture.vessels, nowMs) : [] };
    },
  );
}
