import { Id } from '@ftz/shared/contract/ids.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { NewEvidence } from '#domain/ports.ts';
import { principalOf, sendRefusal } from './authorize.ts';
import { isVideo, mediaTypeOf, mostBytesOf, photoTypes } from './evidence-kind.ts';
import { cacheOfEvidence, seesEvidence, wordOfDeletion } from './evidence-sight.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';
import { createTurns } from './turns.ts';

const mostBytes = mostBytesOf('image/jpeg');
const most = { ofIncident: 60, ofAccountADay: 200 };
const dayMs = 86_400_000;
/** One at a time, so that two of them cannot both be the last; each waiting one holds its bytes. */
const writes = { atOnce: 1, mostWaiting: 12 };

/** Photographs from the road: stored before they are named in a result, never changed. */
export function photoRoutes(server: HttpServer, deps: HttpDeps): void {
  server.addContentTypeParser(
    [...photoTypes],
    { parseAs: 'buffer', bodyLimit: mostBytes },
    (_request, body, done) => done(null, body),
  );
  const turns = createTurns(writes.atOnce, writes.mostWaiting);

  server.post(
    '/api/photos',
    {
      bodyLimit: mostBytes,
      schema: {
        tags: ['evidence'],
        summary: 'Keep a photograph for an incident (body: the picture itself)',
        querystring: Type.Object({ incidentId: Id }),
        response: {
          201: Type.Object({ id: Id, sha256: Type.String() }),
          400: Refusal,
          404: Refusal,
          413: Refusal,
          429: Refusal,
        },
      },
      config: {
        access: 'evidence.add',
        areas: (request: FastifyRequest) => {
          const { incidentId } = request.query as { incidentId: string };
          return deps.world().situation.incidents[incidentId]?.areas ?? null;
        },
      },
    },
    async (request, reply) => {
      const bytes = request.body;
      const mediaType = bytes instanceof Uint8Array ? mediaTypeOf(bytes) : null;
      if (!(bytes instanceof Uint8Array) || mediaType === null || isVideo(mediaType)) {
        return sendRefusal(reply, 'bad-request', 'JPEG, PNG or WebP');
      }
      const { incidentId } = request.query;
      const { accountId } = principalOf(request);
      const areas = deps.world().situation.incidents[incidentId]?.areas ?? [];
      const photo = { mediaType, areas, bytes, incidentId, accountId, capturedAtMs: null };
      const saved = await turns.take(() => saveWithinLimits(deps, photo));
      if (saved === null) return sendRefusal(reply, 'too-many-attempts');
      if ('refused' in saved) return sendRefusal(reply, saved.refused, saved.detail);
      return reply.code(201).send(saved);
    },
  );

  server.get(
    '/api/photos/:photoId',
    {
      schema: {
        tags: ['evidence'],
        summary: 'A photograph',
        params: Type.Object({ photoId: Id }),
        response: {
          200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }),
          404: Refusal,
          410: Refusal,
        },
      },
      config: { access: 'evidence.read' },
    },
    async (request, reply) => {
      const { photoId } = request.params;
      const record = await deps.evidence.describe(photoId);
      if (!record || !seesEvidence(principalOf(request), record, deps)) {
        return sendRefusal(reply, 'not-found');
      }
      const deleted = wordOfDeletion(photoId, record, deps);
      if (deleted !== null) return sendRefusal(reply, 'evidence-deleted', deleted);
      // A film is never read whole: it may be as large as what the house has for everything.
      if (isVideo(record.mediaType)) return reply.redirect(`/api/videos/${record.id}`);
      deps.noteViewing(principalOf(request), {
        viewing: { what: 'photo', id: photoId, incidentId: record.incidentId, piece: null },
        areas: record.areas,
      });
      const file = await deps.evidence.find(photoId);
      if (!file) return sendRefusal(reply, 'not-found');
      return reply
        .header('cache-control', cacheOfEvidence(principalOf(request)))
        .type(file.mediaType)
        .send(Buffer.from(file.bytes));
    },
  );
}

type Photo = Omit<NewEvidence, 'id' | 'savedAtMs'>;
type Refused = { refused: 'too-large' | 'too-many-attempts'; detail: string };

async function saveWithinLimits(
  { evidence, clock, newId }: HttpDeps,
  photo: Photo,
): Promise<{ id: string; sha256: string } | Refused> {
  const { incidentId, accountId } = photo;
  const savedAtMs = clock.nowMs();
  const kept = await evidence.count({ incidentId, accountId, sinceMs: savedAtMs - dayMs });
  if (kept.ofIncident >= most.ofIncident)
    return { refused: 'too-large', detail: `${most.ofIncident} photographs per incident` };
  if (kept.ofAccount >= most.ofAccountADay)
    return { refused: 'too-many-attempts', detail: `${most.ofAccountADay} photographs per day` };
  return evidence.save({ ...photo, id: newId('P'), savedAtMs });
}
