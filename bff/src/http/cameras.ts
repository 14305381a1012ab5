import { seesCameraAsGuest } from '@ftz/shared/access/guest-sight.ts';
import { mayDo } from '@ftz/shared/access/policy.ts';
import { CameraEntry, CameraTrouble } from '@ftz/shared/contract/camera.ts';
import { Id } from '@ftz/shared/contract/ids.ts';
import { Nullable } from '@ftz/shared/contract/nullable.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { areasOfCamera, cameraEntry } from '#domain/camera-directory.ts';
import type { CameraFetch } from '#domain/camera-source.ts';
import { recordingNow } from '#domain/recordings.ts';
import { principalOf, sendRefusal } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';
import { PurposeQuery, purposeOf } from './viewing-purpose.ts';

const Params = Type.Object({ cameraId: Id });
const SegmentParams = Type.Object({ cameraId: Id, number: Type.Integer({ minimum: 0 }) });

/** Pictures, segment by segment under the same policy: who loses the right loses the next segment. */
export function cameraRoutes(server: HttpServer, deps: HttpDeps): void {
  const areas = (request: FastifyRequest) =>
    areasOfCamera(deps.world(), (request.params as { cameraId: string }).cameraId);
  const seesAsGuest = (accountId: string, cameraId: string) =>
    seesCameraAsGuest(deps.world().situation, accountId, cameraId, deps.clock.nowMs());
  const asGuest = (request: FastifyRequest, accountId: string) =>
    seesAsGuest(accountId, (request.params as { cameraId: string }).cameraId);
  const config = { access: 'camera.view', areas, asGuest } as const;
  const media = (summary: string) => ({
    tags: ['cameras'],
    summary,
    response: { 404: Refusal, 503: Refusal },
  });
  const send = (reply: FastifyReply, fetched: CameraFetch, maxAgeS: number) => {
    if (!fetched.ok) {
      return sendRefusal(reply, fetched.reason === 'unreachable' ? 'not-ready' : 'not-found');
    }
    const cache = maxAgeS === 0 ? 'no-store' : `private, max-age=${maxAgeS}`;
    return reply
      .header('cache-control', cache)
      .type(fetched.mediaType)
      .send(Buffer.from(fetched.bytes));
  };

  server.get(
    '/api/cameras',
    {
      schema: {
        tags: ['cameras'],
        summary:
          'Cameras of my areas: where they stand, what they see, how they are, whether they are recorded',
        response: { 200: Type.Object({ cameras: Type.Array(CameraEntry) }) },
      },
      config: { access: 'camera.view' },
    },
    async (request) => {
      const world = deps.world();
      const principal = principalOf(request);
      const mine = world.registry.site.cameras.filter(
        ({ id, area }) =>
          mayDo(principal, 'camera.view', area) || seesAsGuest(principal.accountId, id),
      );
      const entries = mine.map((camera) =>
        cameraEntry(camera, world, {
          trouble: deps.cameras.troubleOf(camera.id),
          recording: recordingNow(deps.recordings.stateOf(camera.id)),
        }),
      );
      return { cameras: entries };
    },
  );
  server.get(
    '/api/cameras/:cameraId/trouble',
    {
      schema: {
        tags: ['cameras'],
        summary: 'What has to be mended before this camera can show anything',
        params: Params,
        response: { 200: Type.Object({ trouble: Nullable(CameraTrouble) }), 404: Refusal },
      },
      config,
    },
    async (request) => ({ trouble: deps.cameras.troubleOf(request.params.cameraId) }),
  );
  server.get(
    '/api/cameras/:cameraId/live.m3u8',
    {
      schema: {
        ...media('Live playlist (HLS, fMP4); the access log notes who looks, and what for'),
        params: Params,
        querystring: PurposeQuery,
      },
      config,
    },
    async (request, reply) => {
      const { cameraId } = request.params;
      const principal = principalOf(request);
      const world = deps.world();
      const { incidentId, alarmId } = purposeOf(request.query, principal, world.situation);
      deps.noteViewing(principal, {
        viewing: { what: 'camera', id: cameraId, incidentId, piece: null },
        areas: areas(request) ?? [],
        ...(alarmId === undefined ? {} : { alarmId }),
      });
      return send(reply, await deps.cameras.playlist(cameraId), 0);
    },
  );
  server.get(
    '/api/cameras/:cameraId/init.mp4',
    { schema: { ...media('Initialisation segment'), params: Params }, config },
    async (request, reply) => send(reply, await deps.cameras.init(request.params.cameraId), 5),
  );
  server.get(
    '/api/cameras/:cameraId/:number.m4s',
    { schema: { ...media('Media segment'), params: SegmentParams }, config },
    async (request, reply) => {
      const { cameraId, number } = request.params;
      return send(reply, await deps.cameras.segment(cameraId, number), 5);
    },
  );
}
