import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { VehicleDirectory } from '@ftz/shared/contract/vehicle-directory.ts';
import { Type } from 'typebox';
import { acceptsGzip } from './accepts-gzip.ts';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Who the keys of the position frames are. Read once, and again when the live lane names another tag. */
export function vehicleDirectoryRoutes(server: HttpServer, deps: HttpDeps): void {
  const bodyFor = createBodies(deps);

  server.get(
    '/api/vehicles/directory',
    {
      schema: {
        tags: ['vehicles'],
        summary: 'The registered vehicles of my areas, by the key that position frames carry',
        response: { 200: Type.Unsafe<Buffer>(VehicleDirectory), 304: Type.Null() },
      },
      config: { access: 'vehicle.read' },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const etag = `"${deps.directory.tagFor(principal)}"`;
      reply
        .header('etag', etag)
        .header('cache-control', 'private, no-cache')
        .header('vary', 'accept-encoding');
      if (namesTag(request.headers['if-none-match'], etag)) return reply.code(304).send(null);
      const body = await bodyFor(principal);
      reply.type('application/json; charset=utf-8');
      // Whoever cannot unpack it is rare: it is not kept twice for them.
      if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(await unpack(body));
      return reply.header('content-encoding', 'gzip').send(body);
    },
  );
}

/** RFC 9110 13.1.2: a list of tags, weak or not, or anything at all. */
function namesTag(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

/** One gzipped body per tag: there are no more of them than combinations of areas. */
function createBodies({ directory }: HttpDeps): (principal: Principal) => Promise<Buffer> {
  const bodies = new Map<string, Promise<Buffer>>();
  return (principal) => {
    const tag = directory.tagFor(principal);
    const known = bodies.get(tag);
    if (known) return known;
    const whole: VehicleDirectory = { tag, vehicles: directory.vehiclesFor(principal) };
    const body = pack(JSON.stringify(whole));
    bodies.set(tag, body);
    body.catch(() => bodies.delete(tag));
    return body;
  };
}
