import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import Fastify, { type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';
import { installAuthorization, openToAll, sendRefusal } from './authorize.ts';
import { cameraRoutes } from './cameras.ts';
import { clipFilmRoutes } from './clip-films.ts';
import { colleagueRoutes } from './colleagues.ts';
import { commandRoutes } from './commands.ts';
import { dayNumberRoutes } from './day-numbers.ts';
import { deviceListRoutes } from './devices.ts';
import { documentRoutes } from './documents.ts';
import { evidenceRoutes } from './evidence.ts';
import type { HttpServer } from './fastify-server.ts';
import { figureRoutes } from './figures.ts';
import { healthRoutes } from './health.ts';
import type { HttpDeps } from './http-deps.ts';
import { incidentEventRoutes } from './incident-events.ts';
import { livePictureRoutes } from './live-pictures.ts';
import { pageRoutes } from './pages.ts';
import { peopleRoutes } from './people.ts';
import { photoRoutes } from './photos.ts';
import { pushRoutes } from './push.ts';
import { recordingRoutes } from './recordings.ts';
import { sessionRoutes } from './session.ts';
import { siteRoutes } from './site.ts';
import { siteCodeRoutes } from './site-codes.ts';
import { siteMapRoutes } from './site-map.ts';
import { situationRoutes } from './situation.ts';
import { steeringRoutes } from './steering.ts';
import { trackRoutes } from './tracks.ts';
import { uploadRoutes } from './uploads.ts';
import { validatorCompiler } from './validator.ts';
import { vehicleDirectoryRoutes } from './vehicle-directory.ts';
import { vehicleRoutes } from './vehicles.ts';
import { vesselRoutes } from './vessels.ts';
import { videoPlatformRoutes } from './video-platforms.ts';
import { videoRoutes } from './videos.ts';
import { wallRoutes } from './walls.ts';

/** `servers` are those of the site's own map: nothing else is asked outside of the house. */
const contentSecurity = (servers: readonly string[]) => ({
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // The map and chart libraries set element styles.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:', ...servers],
    mediaSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'", ...servers],
    workerSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    upgradeInsecureRequests: null,
  },
});

/** What a page of ours may use of the machine it runs on; everything else is closed to all. */
const permissions = [
  'camera=(self)',
  'microphone=(self)',
  'geolocation=(self)',
  'screen-wake-lock=(self)',
  ...['payment', 'usb', 'serial', 'bluetooth', 'hid', 'midi', 'display-capture'].map(
    (name) => `${name}=()`,
  ),
].join(', ');

/** The REST side of the house: policy in front, one file per resource, pages last. */
export async function createHttpServer(deps: HttpDeps, webDir: string): Promise<HttpServer> {
  const server = Fastify({
    logger: false,
    requestTimeout: 15_000,
    connectionTimeout: 30_000,
    bodyLimit: 64 * 1024,
    // A TLS proxy on this machine says for whom it asks; anybody else is who the socket says.
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 128 },
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(validatorCompiler) as HttpServer;

  await server.register(cookie);
  await server.register(helmet, {
    contentSecurityPolicy: contentSecurity(deps.siteMap.origins),
    hsts: false,
  });
  server.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', permissions);
  });
  installAuthorization(server, deps);
  await server.register(swagger, {
    openapi: { info: { title: 'Free-trade zone command center', version: '1' } },
  });
  await server.register(async (docs) => {
    openToAll(docs);
    await docs.register(swaggerUi, { routePrefix: '/docs' });
  });
  server.setErrorHandler<FastifyError>(answerError);

  sessionRoutes(server, deps);
  wallRoutes(server, deps);
  siteRoutes(server, deps);
  await siteMapRoutes(server, deps);
  vehicleRoutes(server, deps);
  vesselRoutes(server, deps);
  videoPlatformRoutes(server, deps);
  trackRoutes(server, deps);
  vehicleDirectoryRoutes(server, deps);
  cameraRoutes(server, deps);
  livePictureRoutes(server, deps);
  steeringRoutes(server, deps);
  recordingRoutes(server, deps);
  clipFilmRoutes(server, deps);
  photoRoutes(server, deps);
  evidenceRoutes(server, deps);
  uploadRoutes(server, deps);
  videoRoutes(server, deps);
  deviceListRoutes(server, deps);
  siteCodeRoutes(server, deps);
  documentRoutes(server, deps);
  peopleRoutes(server, deps);
  pushRoutes(server, deps);
  colleagueRoutes(server, deps);
  figureRoutes(server, deps);
  dayNumberRoutes(server, deps);
  situationRoutes(server, deps);
  incidentEventRoutes(server, deps);
  commandRoutes(server, deps);
  healthRoutes(server, deps);
  await pageRoutes(server, webDir);
  return server;
}

function answerError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply) {
  if (error.validation) return sendRefusal(reply, 'bad-request', error.message);
  if (error.statusCode === 413) return sendRefusal(reply, 'too-large');
  if (error.statusCode && error.statusCode < 500) {
    return reply.code(error.statusCode).send(refuse('bad-request', error.message));
  }
  process.stderr.write(`${error.stack ?? error.message}\n`);
  return sendRefusal(reply, 'internal-error');
}
