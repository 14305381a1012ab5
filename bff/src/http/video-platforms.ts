import { maySee } from '@ftz/shared/access/policy.ts';
import { Id } from '@ftz/shared/contract/ids.ts';
import { Nullable } from '@ftz/shared/contract/nullable.ts';
import { Type } from 'typebox';
import { registeredDevice } from '#domain/registry.ts';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

const Platform = Type.Object({
  platformId: Id,
  transport: Type.Enum(['UDP', 'TCP']),
  info: Type.Record(Type.String(), Type.String()),
  cameras: Type.Array(
    Type.Object({
      channelId: Id,
      name: Type.String(),
      parentId: Nullable(Type.String()),
      online: Type.Boolean(),
    }),
  ),
});

/** For the technician who matches the cameras of an area's own platform with those of the directory. */
export function videoPlatformRoutes(server: HttpServer, deps: HttpDeps): void {
  server.get(
    '/api/video-platforms',
    {
      schema: {
        tags: ['devices'],
        summary: 'Video platforms that are registered now, with their catalogs',
        response: { 200: Type.Object({ platforms: Type.Array(Platform) }) },
      },
      config: { access: 'device.read' },
    },
    async (request) => {
      const world = deps.world();
      const platforms = deps.videoPlatforms().filter(({ platformId }) => {
        const area = registeredDevice(world, 'gb28181', platformId)?.area;
        return maySee(principalOf(request), 'device.read', area ? [area] : []);
      });
      return {
        platforms: platforms.map(({ cameras, ...known }) => ({ ...known, cameras: [...cameras] })),
      };
    },
  );
}
