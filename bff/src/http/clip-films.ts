import { Readable } from 'node:stream';
import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import { Id, Millis } from '@ftz/shared/contract/ids.ts';
import { ClipFilm } from '@ftz/shared/contract/recording.ts';
import { Refusal, type RefusalCode } from '@ftz/shared/contract/refusal.ts';
import { deletionWithin } from '@ftz/shared/state/kept-evidence.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { areasOfCamera } from '#domain/camera-directory.ts';
import { type Film, filmsOf } from '#domain/film.ts';
import type { RecordedSegment } from '#domain/recordings.ts';
import { principalOf, sendRefusal } from './authorize.ts';
import { sayDeleted } from './evidence-sight.ts';
import type { HttpServer } from './fastify-server.ts';
import { bytesOfFilm, type FilmSum, nameOfFilm, sumOfFilm } from './film-file.ts';
import type { HttpDeps } from './http-deps.ts';
import { createTurns } from './turns.ts';

const Params = Type.Object({ incidentId: Id, cameraId: Id });
const Asked = Type.Object({ from: Millis, to: Millis });
/** Every byte is read for its sum: one after another, so that a disk of pictures goes on recording. */
const sums = { atOnce: 1, mostWaiting: 8 };

/**
 * Held clips as files that can be taken away, by those who may see the incident's evidence and the camera. They are the
 * very bytes that the camera sent; the log keeps with the name of who took them what they are known by.
 */
export function clipFilmRoutes(server: HttpServer, deps: HttpDeps): void {
  const turns = createTurns(sums.atOnce, sums.mostWaiting);
  const areas = (request: FastifyRequest) =>
    ownOf(deps.world().situation.incidents, (request.params as Static<typeof Params>).incidentId)
      ?.areas ?? null;
  const config = { access: 'evidence.read', areas } as const;
  const refused = { 400: Refusal, 404: Refusal, 410: Refusal, 503: Refusal };

  const sumOf = (cameraId: string, film: Film) =>
    turns.take(() => sumOfFilm(deps.recordings, cameraId, film).catch(() => null));

  server.get(
    '/api/incidents/:incidentId/clips/:cameraId/films',
    {
      schema: {
        tags: ['evidence'],
        summary: 'What of a held clip can be taken away as files, each with its SHA-256',
        params: Params,
        querystring: Asked,
        response: { 200: Type.Object({ films: Type.Array(ClipFilm) }), ...refused },
      },
      config,
    },
    async (request, reply) => {
      const found = await heldFilms(request, deps);
      if ('refused' in found) return sendRefusal(reply, found.refused, found.detail);
      const films: ClipFilm[] = [];
      for (const film of found) {
        const sum = await sumOf(request.params.cameraId, film);
        if (sum === null) return sendRefusal(reply, 'not-ready');
        films.push({ fromMs: film.fromMs, untilMs: film.untilMs, ...sum });
      }
      return { films };
    },
  );

  server.get(
    '/api/incidents/:incidentId/clips/:cameraId/film.mp4',
    {
      schema: {
        tags: ['evidence'],
        summary: 'One of those files (fMP4); the access log notes who took which bytes',
        params: Params,
        querystring: Asked,
        response: { 200: Type.Unsafe<Readable>({ type: 'string', format: 'binary' }), ...refused },
      },
      config,
    },
    async (request, reply) => {
      const found = await heldFilms(request, deps);
      if ('refused' in found) return sendRefusal(reply, found.refused, found.detail);
      const { incidentId, cameraId } = request.params;
      const film = found.find(
        ({ fromMs, untilMs }) => fromMs === request.query.from && untilMs === request.query.to,
      );
      if (!film) return sendRefusal(reply, 'not-found');
      const sum = await sumOf(cameraId, film);
      if (sum === null) return sendRefusal(reply, 'not-ready');
      const { sha256 } = sum;
      deps.noteViewing(principalOf(request), {
        viewing: { what: 'film', id: cameraId, incidentId, piece: pieceOf(film, sha256) },
        areas: areas(request) ?? [],
      });
      return reply
        .headers(headersOf(nameOfFilm(cameraId, film, sha256), sum))
        .type('video/mp4')
        .send(Readable.from(bytesOfFilm(deps.recordings, cameraId, film)));
    },
  );
}

type Refused = { refused: RefusalCode; detail?: string };

/** The films within what is asked for, where all of that is held for the incident and the camera is his to see. */
async function heldFilms(request: FastifyRequest, deps: HttpDeps): Promise<Film[] | Refused> {
  const { incidentId, cameraId } = request.params as Static<typeof Params>;
  const { from: fromMs, to: untilMs } = request.query as Static<typeof Asked>;
  if (untilMs <= fromMs) return { refused: 'bad-request' };
  const world = deps.world();
  const incident = ownOf(world.situation.incidents, incidentId);
  const { clips = [] } = incident ?? {};
  const isHeld = clips.some(
    (clip) => clip.cameraId === cameraId && clip.fromMs <= fromMs && clip.untilMs >= untilMs,
  );
  const owners = areasOfCamera(world, cameraId);
  const sees = owners !== null && mayDoInAny(principalOf(request), 'camera.view', owners);
  if (!incident || !isHeld || !sees) return { refused: 'not-found' };
  const deletion = deletionWithin(incident, { cameraId, fromMs, untilMs });
  if (deletion) return { refused: 'evidence-deleted', detail: sayDeleted(deletion) };
  const kept = await deps.recordings.list(cameraId, { fromMs, untilMs });
  if (kept === null) return { refused: 'not-ready' };
  const isWithin = ({ startsAtMs, durationMs }: RecordedSegment) =>
    startsAtMs >= fromMs && startsAtMs + durationMs <= untilMs;
  return filmsOf(kept.filter(isWithin));
}

const pieceOf = ({ fromMs, untilMs }: Film, sha256: string) =>
  `${fromMs}-${untilMs} sha256:${sha256}`;

const headersOf = (fileName: string, { bytes, sha256 }: FilmSum) => ({
  'cache-control': 'private, no-store',
  'content-length': bytes,
  'content-disposition': `attachment; filename="${fileName}"`,
  'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
});
