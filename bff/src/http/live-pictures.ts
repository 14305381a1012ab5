import { Id } from '@ftz/shared/contract/ids.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { NearFetch } from '#domain/camera-source.ts';
import { sendRefusal } from './authorize.ts';
import { cameraSight } from './camera-sight.ts';
import type { HttpServer } from './fastify-server.ts';
import { createHoldBack } from './hold-back.ts';
import type { HttpDeps } from './http-deps.ts';
import { noteLook, PurposeQuery } from './viewing-purpose.ts';

const Params = Type.Object({ cameraId: Id });
/** As digits: a number would be made of nearly anything. */
const PartNumber = Type.String({ pattern: '^\\d{1,3}$' });
const SegmentNumber = Type.String({ pattern: '^\\d{1,15}$' });
const SegmentParams = Type.Object({ cameraId: Id, number: SegmentNumber });
const PartParams = Type.Object({ cameraId: Id, number: SegmentNumber, part: PartNumber });
/** `near`: with parts, where the camera hands them out; the two others as RFC 8216bis (6.2.5) names them. */
const LiveQuery = Type.Object({
  ...PurposeQuery.properties,
  near: Type.Optional(Type.Literal('yes')),
  _HLS_msn: Type.Optional(SegmentNumber),
  _HLS_part: Type.Optional(PartNumber),
});
type LiveQuery = Static<typeof LiveQuery>;

/** Live pictures, segment by segment under the same policy: who loses the right loses the next segment. */
export function livePictureRoutes(server: HttpServer, deps: HttpDeps): void {
  const config = cameraSight(deps);
  const sendLater = createSendLater(deps);

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
      const look = { what: 'camera', id: cameraId, piece: null } as const;
      noteLook(deps, request, look, config.areas(request) ?? []);
      const { query } = request;
      if (query.near === undefined) return send(reply, await deps.cameras.playlist(cameraId), 0);
      if (isPartOfNothing(query)) return sendRefusal(reply, 'bad-request');
      const awaited = awaitedOf(query);
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
      return send(reply, await deps.cameras.segment(cameraId, Number(number)), 5);
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

const media = (summary: string) => ({
  tags: ['cameras'],
  summary,
  response: { 400: Refusal, 404: Refusal, 429: Refusal, 503: Refusal },
});

const isPartOfNothing = ({ _HLS_msn, _HLS_part }: LiveQuery) =>
  _HLS_msn === undefined && _HLS_part !== undefined;

/** What the playlist has to hold before it is answered; null: it is answered as it is. */
function awaitedOf({ _HLS_msn, _HLS_part }: LiveQuery) {
  if (_HLS_msn === undefined) return null;
  return { number: Number(_HLS_msn), part: _HLS_part === undefined ? null : Number(_HLS_part) };
}

const refusalOf = {
  'unknown-camera': 'not-found',
  'not-found': 'not-found',
  unreachable: 'not-ready',
  'not-in-time': 'not-ready',
  'too-far': 'bad-request',
} as const;

function send(reply: FastifyReply, fetched: NearFetch, maxAgeS: number): FastifyReply {
  if (!fetched.ok) return sendRefusal(reply, refusalOf[fetched.reason]);
  return reply
    .header('cache-control', maxAgeS === 0 ? 'no-store' : `private, max-age=${maxAgeS}`)
    .type(fetched.mediaType)
    .send(Buffer.from(fetched.bytes));
}

/** For what the camera has only in a moment. */
function createSendLater(deps: HttpDeps) {
  const holdBack = createHoldBack(deps);
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    fetch: (left: AbortSignal) => Promise<NearFetch>,
    maxAgeS: number,
  ): Promise<FastifyReply> => {
    const held = await holdBack(request, reply, fetch);
    return 'refusal' in held ? sendRefusal(reply, held.refusal) : send(reply, held.got, maxAgeS);
  };
}
