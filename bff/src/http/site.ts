import { maySee } from '@ftz/shared/access/policy.ts';
import { Site } from '@ftz/shared/contract/site.ts';
import { geography } from '@ftz/shared/site/site.ts';
import { Type } from 'typebox';
import { shownCamera } from '#domain/camera-directory.ts';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

/** What stands where. The map is everybody's; cameras and units are those of one's areas. */
export function siteRoutes(server: HttpServer, deps: HttpDeps): void {
  server.get(
    '/api/site',
    {
      schema: {
        tags: ['site'],
        summary: 'Gates, fences, panels, cameras and units of my areas, and the geography',
        response: { 200: Type.Object({ site: Site, geography: Type.Unknown() }) },
      },
      config: { access: 'site.read' },
    },
    async (request) => {
      const principal = principalOf(request);
      const mine = <T extends { area: Site['gates'][number]['area'] }>(list: T[]) =>
        list.filter(({ area }) => maySee(principal, 'site.read', [area]));
      const { offices, gates, lanes, panels, fences, cameras, obstacles, units, equipment } =
        deps.world().registry.site;
      const site = {
        offices: offices.filter(({ areas }) => maySee(principal, 'site.read', areas)),
        gates: mine(gates),
        lanes: mine(lanes),
        panels: mine(panels),
        fences: mine(fences),
        cameras: mine(cameras).map(shownCamera),
        ...(obstacles ? { obstacles: mine(obstacles) } : {}),
        units: mine(units),
        equipment: mine(equipment),
      };
      return { site, geography };
    },
  );
}
