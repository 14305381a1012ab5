import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import { Id, Millis } from '@ftz/shared/contract/ids.ts';
import { ClipFilm } from '@ftz/shared/contract/recording.ts';
import { Refusal, type RefusalCode } from '@ftz/shared/contract/refusal.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { areasOfCamera } from '#domain/camera-directory.ts';
import { type Film, filmsOf } from '#domain/film.ts';
import type { RecordedSegment } from '#domain/recordings.ts';
import { principalOf, sendRefusal } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
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
  const refused = { 400: Refusal, 404: Refusal, 503: Refusal };

  /** The films within what is asked for, where all of that is held for the incident and the camera is his to see. */
  async function filmsFor(request: FastifyRequest): Promise<Film[] | RefusalCode> {
    const { incidentId, cameraId } = request.params as Static<typeof Params>;
    const { from: fromMs, to: untilMs } = request.query as Static<typeof Asked>;
    if (untilMs <= fromMs) return 'bad-request';
    const world = deps.world();
    const { clips = [] } = ownOf(world.situation.incidents, incidentId) ?? {};
    const isHeld = clips.some(
      (clip) => clip.cameraId === cameraId && clip.fromMs <= fromMs && clip.untilMs >= untilMs,
    );
    const owners = areasOfCamera(world, cameraId);
    const sees = owners !== null && mayDoInAny(principalOf(request), 'camera.view', owners);
    if (!isHeld || !sees) return 'not-found';
    const kept = await deps.recordings.list(cameraId, { fromMs, untilMs });
    if (kept === null) return 'not-ready';
    const isWithin = ({ startsAtMs, durationMs }: RecordedSegment) =>
      startsAtMs >= fromMs && startsAtMs + durationMs <= untilMs;
    return filmsOf(kept.filter(isWithin));
  }

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
      const found = await filmsFor(request);
      if (typeof found === 'string') return sendRefusal(reply, found);
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
      const found = await filmsFor(request);
      if (typeof found === 'string') return sendRefusal(reply, found);
      const { incidentId, cameraId } = request.params;
      const film = found.find(
        ({ fromMs, untilMs }) => fromMs === request.query.from && untilMs === request.query.to,
      );
      if (!film) return sendRefusal(reply, 'not-found');
      const sum = await sumOf(cameraId, film);
      if (sum === null) return sendRefusal(reply, 'not-ready');
      const { bytes, sha256 } = sum;
      deps.noteViewing(principalOf(request), {
        viewing: {
          what: 'film',
          id: cameraId,
          incidentId,
          piece: `${film.fromMs}-${film.untilMs} sha256:${sha256}`,
        },
        areas: areas(request) ?? [],
      });
      return reply
        .header('cache-control', 'private, no-store')
        .header('content-length', bytes)
        .header('content-disposition', `attachment; filename="${nameOf(cameraId, film, sha256)}"`)
        .header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
        .type('video/mp4')
        .send(Readable.from(bytesOf(deps.recordings, cameraId, film)));
    },
  );
}

type Reads = Pick<HttpDeps['recordings'], 'init' | 'segment'>;

/** The file piece by piece; throws where one of them cannot be read. */
async function* bytesOf(recordings: Reads, cameraId: string, { segments }: Film) {
  const [first] = segments;
  if (first) yield bytesIn(await recordings.init(cameraId, first.init));
  for (const { startsAtMs } of segments)
    yield bytesIn(await recordings.segment(cameraId, startsAtMs));
}

function bytesIn(fetched: Awaited<ReturnType<Reads['init']>>): Uint8Array {
  if (!fetched.ok) throw new Error(`a piece of the film is ${fetched.reason}`);
  return fetched.bytes;
}

async function sumOfFilm(
  recordings: Reads,
  cameraId: string,
  film: Film,
): Promise<Pick<ClipFilm, 'bytes' | 'sha256'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of bytesOf(recordings, cameraId, film)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** `WGQ-C01_20261129T031500Z_20261129T031904Z_1f2e3d4c.mp4`: camera, from, until (UTC), and how its sum begins. */
function nameOf(cameraId: string, { fromMs, untilMs }: Film, sha256: string): string {
  const at = (ms: number) =>
    new Date(ms)
      .toISOString()
      .replace(/[-:]/g, '')
      .replace(/\.\d+Z$/, 'Z');
  const camera = cameraId.replace(/[^\w.-]/g, '_');
  return `${camera}_${at(fromMs)}_${at(untilMs)}_${sha256.slice(0, 8)}.mp4`;
}
