import fastifyStatic from '@fastify/static';
import { SiteMap } from '@ftz/shared/contract/site-map.ts';
import { sendRefusal } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

/** What a map is made of; nothing else of its folder is given away. */
const fileOfMap = /^(?!.*\.\.)[\w.@ %/-]+\.(pmtiles|json|geojson|png|jpe?g|webp|avif|pbf|mvt)$/i;

/** The map that a site has set, and its files, which may be asked for in parts. */
export async function siteMapRoutes(server: HttpServer, deps: HttpDeps): Promise<void> {
  const { told, folder } = deps.siteMap;
  server.get(
    '/api/site/map',
    {
      schema: {
        tags: ['site'],
        summary: "The site's own map, drawn under everything; null for the one of the product",
        response: { 200: SiteMap },
      },
      config: { access: 'site.read' },
    },
    async () => told,
  );
  if (folder !== null) await server.register(async (files) => fileRoutes(files, folder));
}

async function fileRoutes(files: HttpServer, folder: string): Promise<void> {
  await files.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
  files.get(
    '/api/site/map/files/*',
    {
      schema: {
        tags: ['site'],
        summary: "A file of the site's own map",
      },
      config: { access: 'site.read' },
    },
    async (request, reply) => {
      // A schema for what a star holds is no schema: names are judged here.
      const { '*': name = '' } = request.params as Record<string, string>;
      if (!fileOfMap.test(name)) return sendRefusal(reply, 'not-found');
      return reply.header('cache-control', 'private, max-age=3600').sendFile(name);
    },
  );
}
