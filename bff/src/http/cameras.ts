import { seesCameraAsGuest } from '@ftz/shared/access/guest-sight.ts';
import { mayDo } from '@ftz/shared/access/policy.ts';
import { CameraEntry, CameraTrouble } from '@ftz/shared/contract/camera.ts';
import { Id } from '@ftz/shared/contract/ids.ts';
import { Nullable } from '@ftz/shared/contract/nullable.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { areasOfCamera, cameraEntry } from '#domain/camera-directory.ts';
import type { NearFetch } from '#domain/camera-source.ts';
import { recordingNow } from '#domain/recordings.ts';
import { principalOf, sendRefusal } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import { createHoldBack } from './hold-back.ts';
import type { HttpDeps } from './http-deps.ts';
import { PurposeQuery, purposeOf } from './viewing-purpose.ts';

const Params = Type.Object({ cameraId: Id });
const SegmentParams = Type.Object({ cameraId: Id, number: Type.Integer({ minimum: 0 }) });
/** As digits: a number would be made of nearly anything. */
const PartNumber = Type.String({ pattern: '^\\d{1,3}$' });
const SegmentNumber = Type.String({ pattern: '^\\d{1,15}$' });
const PartParams = Type.Object({ cameraId: Id, number: SegmentNumber, part: PartNumber });
/** `near`: with parts, where the camera hands them out; the two others as RFC 8216bis (6.2.5) names them. */
const LiveQuery = Type.Object({
  ...PurposeQuery.properties,
  near: Type.Optional(Type.Literal('yes')),
  _HLS_msn: Type.Optional(SegmentNumber),
  _HLS_part: Type.Optional(PartNumber),
});

const refusalOf = {
  'unknown-camera': 'not-found',
  'not-found': 'not-found',
  unreachable: 'not-ready',
  'not-in-time': 'not-ready',
  'too-far': 'bad-request',
} as const;

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
    response: { 400: Refusal, 404: Refusal, 429: Refusal, 503: Refusal },
  });
  const send = (reply: FastifyReply, fetched: NearFetch, maxAgeS: number) => {
    if (!fetched.ok) return sendRefusal(reply, refusalOf[fetched.reason]);
    const cache = maxAgeS === 0 ? 'no-store' : `private, max-age=${maxAgeS}`;
    return reply
      .header('cache-control', cache)
      .type(fetched.mediaType)
      .send(Buffer.from(fetched.bytes));
  };
  const holdBack = createHoldBack(deps);
  const sendLater = async (
    request: FastifyRequest,
    reply: FastifyReply,
    fetch: (left: AbortSignal) => Promise<NearFetch>,
    maxAgeS: number,
  ) => {
    const held = await holdBack(request, reply, fetch);
    return 'refusal' in held ? sendRefusal(reply, held.refusal) : send(reply, held.got, maxAgeS);
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
        querystring: LiveQuery,
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
      const { near, _HLS_msn: number, _HLS_part: part } = request.query;
      if (near === undefined) return send(reply, await deps.cameras.playlist(cameraId), 0);
      if (number === undefined && part !== undefined) return sendRefusal(reply, 'bad-request');
      const awaited =
        number === undefined
          ? null
          : { number: Number(number), part: part === undefined ? null : Number(part) };
      const fetch = (left: AbortSignal) => deps.cameras.nearPlaylist(cameraId, awaited, left);
      return sendLater(request, reply, fetch, 0);
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
  server.get(
    '/api/cameras/:cameraId/parts/:number/:part.m4s',
    { schema: { ...media('Part of a media segment'), params: PartParams }, config },
    async (request, reply) => {
      const { cameraId, number, part } = request.params;
      const place = { number: Number(number), part: Number(part) };
      const fetch = (left: AbortSignal) => deps.cameras.part(cameraId, place, left);
      return sendLater(request, reply, fetch, 5);
    },
  );
}
