import type { DeviceRoute } from '#adapters/device-adapter.ts';
import type { HttpServer } from '#http/fastify-server.ts';

const bearer = 'Bearer ';

/** Hangs the HTTP gateways' own routes on the server; each device shows its own key. */
export async function mountDeviceRoutes(
  server: HttpServer,
  routes: readonly DeviceRoute[],
): Promise<void> {
  await server.register(async (devices) => {
    // A gateway reads, counts and keeps the bytes itself, whatever they claim to be.
    devices.removeAllContentTypeParsers();
    devices.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    for (const route of routes) {
      devices.post(
        route.path,
        {
          bodyLimit: route.bodyLimitBytes,
          schema: { tags: ['devices'], summary: 'A device reports' },
          config: { access: 'device' },
        },
        async (request, reply) => {
          const { authorization } = request.headers;
          const answer = await route.handle({
            params: request.params as Record<string, string>,
            key: authorization?.startsWith(bearer) ? authorization.slice(bearer.length) : null,
            body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
            peer: `${request.ip}:${request.socket.remotePort}`,
          });
          return reply.code(answer.status).send(answer.body);
        },
      );
    }
  });
}
