import { maySee } from '@ftz/shared/access/policy.ts';
import { visibleAreaCodes } from '@ftz/shared/access/scope-track.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { AreaId, Id, Millis } from '@ftz/shared/contract/ids.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { Track } from '@ftz/shared/contract/track.ts';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { World } from '#domain/sighting.ts';
import { areasOfVehicle } from '#domain/vehicle-scope.ts';
import { principalOf, sendRefusal } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';
import { type Range, trackOf } from './track-page.ts';
import { pointsFor, trackWindow } from './track-window.ts';
import { createTurns } from './turns.ts';
import { PurposeQuery, purposeOf } from './viewing-purpose.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const usual = { trackMs: 10 * minuteMs, windowMs: minuteMs, limit: 20_000 };
const most = { trackMs: 24 * hourMs, windowMs: hourMs, limit: 50_000, points: 500_000 };
/** A window of the whole zone holds some tens of megabytes while it is put together. */
const windows = { atOnce: 1, mostWaiting: 8 };
const single = { atOnce: 2, mostWaiting: 64 };
/** A reader who takes nothing for so long is gone. */
const slowReaderMs = 30_000;

const RangeQuery = { fromMs: Type.Optional(Millis), toMs: Type.Optional(Millis) };

/** A refusal's detail where the range is none that is answered. */
function rangeOf(
  asked: { fromMs?: number; toMs?: number },
  { usualMs, mostMs, nowMs }: { usualMs: number; mostMs: number; nowMs: number },
): Range | string {
  const toMs = asked.toMs ?? (asked.fromMs === undefined ? nowMs : asked.fromMs + usualMs);
  const fromMs = asked.fromMs ?? Math.max(0, toMs - usualMs);
  if (fromMs >= toMs) return 'fromMs lies before toMs';
  if (toMs - fromMs > mostMs) return `toMs - fromMs is at most ${mostMs}`;
  return { fromMs, toMs };
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'too-large';

/** Where vehicles were: one of them as a list, all of them as a frame of positions. */
export function trackRoutes(server: HttpServer, deps: HttpDeps): void {
  trackRoute(server, deps);
  windowRoute(server, deps);
}

/** Whether it is no news to this reader that there is such a vehicle, wherever it was at the time. */
function isKnownTo(principal: Principal, vehicleId: string, { registry, picture }: World): boolean {
  const live = picture.vehicles.get(vehicleId);
  const home = registry.vehicles.get(vehicleId)?.area ?? null;
  const areas = live ? areasOfVehicle(live) : [];
  if (home !== null) areas.push(home);
  return areas.length > 0 && maySee(principal, 'vehicle.read', areas);
}

function trackRoute(server: HttpServer, deps: HttpDeps): void {
  const turns = createTurns(single.atOnce, single.mostWaiting);
  server.get(
    '/api/vehicles/:vehicleId/track',
    {
      schema: {
        tags: ['vehicles'],
        summary: 'Where it was, oldest first: the last ten minutes, or any 24 hours',
        params: Type.Object({ vehicleId: Id }),
        querystring: Type.Object({
          ...RangeQuery,
          ...PurposeQuery.properties,
          limit: Type.Integer({ minimum: 1, maximum: most.limit, default: usual.limit }),
        }),
        response: { 200: Track, 400: Refusal, 404: Refusal, 429: Refusal },
      },
      config: { access: 'vehicle.read' },
    },
    async (request, reply) => {
      const { vehicleId } = request.params;
      const nowMs = deps.clock.nowMs();
      const limits = { usualMs: usual.trackMs, mostMs: most.trackMs, nowMs };
      const range = rangeOf(request.query, limits);
      if (typeof range === 'string') return sendRefusal(reply, 'bad-request', range);
      const principal = principalOf(request);
      const home = deps.world().registry.vehicles.get(vehicleId)?.area ?? null;
      const visible = visibleAreaCodes(principal, home);
      const read = (from: Range, limit: number) => deps.tracks.read(vehicleId, from, limit);
      const track = await turns.take(() =>
        trackOf(vehicleId, { read, visible }, range, request.query.limit),
      );
      if (track === null) return sendRefusal(reply, 'too-many-attempts');
      // That a vehicle was somewhere else is told as little as that there is none.
      const isTold = track.atMs.length > 0 || isKnownTo(principal, vehicleId, deps.world());
      if (!isTold) return sendRefusal(reply, 'not-found');
      const { incidentId } = purposeOf(request.query, principal, deps.world().situation);
      deps.noteViewing(principal, {
        viewing: { what: 'track', id: vehicleId, incidentId, piece: null },
        areas: home === null ? principal.areas : [home],
      });
      return track;
    },
  );
}

/** Resolves when the answer is held no more: it was taken, or whoever should have it is gone. */
const sent = ({ raw }: FastifyReply): Promise<unknown> =>
  new Promise((resolve) => raw.once('close', resolve));

function windowRoute(server: HttpServer, deps: HttpDeps): void {
  const turns = createTurns(windows.atOnce, windows.mostWaiting);
  server.get(
    '/api/tracks',
    {
      schema: {
        tags: ['vehicles'],
        summary:
          'Where everything of an area, or of all my areas, was: placed rows in order of time',
        description:
          'A position frame, see shared/contract/position-frame.ts; `x-points-left-out` counts the points of vehicles that have no key any more.',
        querystring: Type.Object({ ...RangeQuery, area: Type.Optional(AreaId) }),
        response: {
          200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }),
          400: Refusal,
          404: Refusal,
          413: Refusal,
          429: Refusal,
        },
      },
      config: { access: 'vehicle.read' },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { area = null } = request.query;
      const nowMs = deps.clock.nowMs();
      const limits = { usualMs: usual.windowMs, mostMs: most.windowMs, nowMs };
      const range = rangeOf(request.query, limits);
      if (typeof range === 'string') return sendRefusal(reply, 'bad-request', range);
      if (area !== null && !maySee(principal, 'vehicle.read', [area]))
        return sendRefusal(reply, 'not-found');
      try {
        const asked = { principal, area, range, world: deps.world(), nowMs };
        const window = await turns.take(async () => {
          const tracks = await deps.tracks.readAll(range, most.points, pointsFor(asked));
          return trackWindow(tracks, asked);
        }, sent(reply));
        if (window === null) return sendRefusal(reply, 'too-many-attempts');
        reply.raw.setTimeout(slowReaderMs, () => reply.raw.destroy());
        return reply
          .header('cache-control', 'no-store')
          .header('x-points-left-out', window.leftOut)
          .type('application/octet-stream')
          .send(Buffer.from(window.frame));
      } catch (error) {
        if (!isTooLarge(error)) throw error;
        const detail = `more than ${most.points} points: ask for a shorter time, or for single vehicles`;
        return sendRefusal(reply, 'too-large', detail);
      }
    },
  );
}
