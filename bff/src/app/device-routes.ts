import type { DeviceReply, DeviceRequest, DeviceRoute } from '#adapters/device-adapter.ts';
import type { Clock } from '#domain/ports.ts';
import type { HttpServer } from '#http/fastify-server.ts';
import type { Gateways, WatchedGateway } from './gateways.ts';

const bearer = 'Bearer ';

/** What came once and as text: nobody's protocol repeats a name. */
const textsOf = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

/** Hangs the HTTP gateways' own routes on the server; each device shows its own key. */
export async function mountDeviceRoutes(
  server: HttpServer,
  { running }: Gateways,
  clock: Clock,
): Promise<void> {
  await server.register(async (devices) => {
    // A gateway reads, counts and keeps the bytes itself, whatever they claim to be.
    devices.removeAllContentTypeParsers();
    devices.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    const hung = [...running.values()].flatMap((gateway) =>
      gateway.routes.map((route) => ({ route, gateway })),
    );
    for (const { route, gateway } of hung) {
      devices.route({
        method: route.method ?? 'POST',
        url: route.path,
        bodyLimit: route.bodyLimitBytes,
        schema: { tags: ['devices'], summary: 'A device reports' },
        config: { access: 'device' },
        handler: async (request, reply) => {
          const { authorization } = request.headers;
          const asked = {
            params: request.params as Record<string, string>,
            query: textsOf(request.query as Record<string, unknown>),
            headers: textsOf(request.headers),
            key: authorization?.startsWith(bearer) ? authorization.slice(bearer.length) : null,
            body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
            peer: `${request.ip}:${request.socket.remotePort}`,
          };
          const answer = await answerAndKeep(route, gateway, asked, clock);
          if ('body' in answer) return reply.code(answer.status).send(answer.body);
          return reply.code(answer.status).type(answer.contentType).send(answer.text);
        },
      });
    }
  });
}

/** What was taken is kept for the technician; what was refused the gateway has kept with its reason. */
async function answerAndKeep(
  route: DeviceRoute,
  { frames }: WatchedGateway,
  asked: DeviceRequest,
  clock: Clock,
): Promise<DeviceReply> {
  const answer = await route.handle(asked);
  if (answer.status < 300) {
    const { peer, body: bytes, params } = asked;
    const [deviceId = null] = Object.values(params);
    frames.keep({ atMs: clock.nowMs(), peer, deviceId, reason: null, bytes });
  }
  return answer;
}
