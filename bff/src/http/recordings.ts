import { seesRecordingAsGuest } from '@ftz/shared/access/guest-sight.ts';
import { Id, Millis } from '@ftz/shared/contract/ids.ts';
import { RecordedTime } from '@ftz/shared/contract/recording.ts';
import { Refusal, type RefusalCode } from '@ftz/shared/contract/refusal.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { CameraFetch } from '#domain/camera-source.ts';
import { type RecordedSegment, recordingNow } from '#domain/recordings.ts';
import { sendRefusal } from './authorize.ts';
import { areasOfAddress, cameraIdOf } from './camera-sight.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';
import { spansOf, writeRecordedPlaylist } from './recorded-playlist.ts';
import { noteLook, PurposeQuery } from './viewing-purpose.ts';

const Params = Type.Object({ cameraId: Id });
const Asked = Type.Object({ from: Millis, to: Millis });
const InitParams = Type.Object({
  cameraId: Id,
  init: Type.String({ pattern: '^init-[0-9a-f]{16}$' }),
});
const SegmentParams = Type.Object({ cameraId: Id, startsAtMs: Millis });
/** Of one playlist: some ten thousand segments, which a page still reads at once. */
const longestMs = 6 * 3_600_000;
/** A right that is lost is lost for what was looked at just now as well. */
const cacheFor = 'private, max-age=5';

/** What was recorded, by the time on the wall: list, playlist and every segment under the policy of the camera. */
export function recordingRoutes(server: HttpServer, deps: HttpDeps): void {
  const areas = areasOfAddress(deps);
  const asGuest = (request: FastifyRequest, accountId: string) =>
    seesRecordingAsGuest(
      deps.world().situation,
      accountId,
      { cameraId: cameraIdOf(request), ...momentsOf(request) },
      deps.clock.nowMs(),
    );
  const config = { access: 'camera.view', areas, asGuest } as const;
  const refused = { 400: Refusal, 404: Refusal, 503: Refusal };

  server.get(
    '/api/cameras/:cameraId/recorded',
    {
      schema: {
        tags: ['cameras'],
        summary: 'What is kept of a camera between two moments, of six hours at most',
        params: Params,
        querystring: Asked,
        response: { 200: RecordedTime, ...refused },
      },
      config,
    },
    async (request, reply) => {
      const { cameraId } = request.params;
      const kept = await keptBetween(deps, cameraId, request.query);
      if (typeof kept === 'string') return sendRefusal(reply, kept);
      const state = deps.recordings.stateOf(cameraId);
      return {
        cameraId,
        ...recordingNow(state),
        newestMs: state?.newestMs ?? null,
        spans: spansOf(kept),
      };
    },
  );

  server.get(
    '/api/cameras/:cameraId/playlist',
    {
      schema: {
        tags: ['cameras'],
        summary:
          'What is kept between two moments as HLS; the access log notes who looks, and what for',
        params: Params,
        querystring: Type.Object({ ...Asked.properties, ...PurposeQuery.properties }),
        response: refused,
      },
      config,
    },
    async (request, reply) => {
      const { cameraId: id } = request.params;
      const { from, to } = request.query;
      const kept = await keptBetween(deps, id, { from, to });
      if (typeof kept === 'string') return sendRefusal(reply, kept);
      if (kept.length === 0) return sendRefusal(reply, 'not-found');
      const look = { what: 'recording', id, piece: `${from}-${to}` } as const;
      noteLook(deps, request, look, areas(request) ?? []);
      const grows = to > deps.clock.nowMs();
      return sendPlaylist(reply, writeRecordedPlaylist(kept, { grows }));
    },
  );

  server.get(
    '/api/cameras/:cameraId/recorded/:init.mp4',
    {
      schema: {
        tags: ['cameras'],
        summary: 'Initialisation of recorded segments',
        params: InitParams,
        response: refused,
      },
      config,
    },
    async (request, reply) => {
      const { cameraId, init } = request.params;
      return sendMedia(reply, await deps.recordings.init(cameraId, `${init}.mp4`));
    },
  );

  server.get(
    '/api/cameras/:cameraId/recorded/:startsAtMs.m4s',
    {
      schema: {
        tags: ['cameras'],
        summary: 'A recorded segment, named by when it starts',
        params: SegmentParams,
        response: refused,
      },
      config,
    },
    async (request, reply) => {
      const { cameraId, startsAtMs } = request.params;
      return sendMedia(reply, await deps.recordings.segment(cameraId, startsAtMs));
    },
  );
}

/** What a request is about, before it is known to be well-formed: a number that is none covers nothing. */
function momentsOf({ params, query }: FastifyRequest): { fromMs: number; untilMs: number } {
  const { startsAtMs } = params as { startsAtMs?: string };
  if (startsAtMs !== undefined) return { fromMs: Number(startsAtMs), untilMs: Number(startsAtMs) };
  const { from, to } = query as { from?: string; to?: string };
  // An initialisation shows nothing: it belongs to any of its camera's clips.
  if (from === undefined && to === undefined)
    return { fromMs: Number.POSITIVE_INFINITY, untilMs: 0 };
  return { fromMs: Number(from), untilMs: Number(to) };
}

/** What is kept of that time, or why that cannot be said. */
async function keptBetween(
  { recordings }: HttpDeps,
  cameraId: string,
  { from, to }: Static<typeof Asked>,
): Promise<RecordedSegment[] | RefusalCode> {
  if (to <= from || to - from > longestMs) return 'bad-request';
  return (await recordings.list(cameraId, { fromMs: from, untilMs: to })) ?? 'not-ready';
}

function sendPlaylist(reply: FastifyReply, playlist: string): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .type('application/vnd.apple.mpegurl')
    .send(playlist);
}

function sendMedia(reply: FastifyReply, fetched: CameraFetch): FastifyReply {
  if (!fetched.ok) return sendRefusal(reply, codeOf[fetched.reason]);
  return reply
    .header('cache-control', cacheFor)
    .type(fetched.mediaType)
    .send(Buffer.from(fetched.bytes));
}

const codeOf = {
  unreachable: 'not-ready',
  'not-found': 'not-found',
  'unknown-camera': 'not-found',
} as const;
