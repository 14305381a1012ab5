import { maySee } from '@ftz/shared/access/policy.ts';
import { Id } from '@ftz/shared/contract/ids.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { principalOf, sendRefusal } from './authorize.ts';
import type { HttpDeps } from './http-deps.ts';
import type { HttpServer } from './http-server.ts';

const mostBytes = 8 * 1024 * 1024;

/** What the bytes are, not what the sender calls them; null: no picture that we keep. */
function mediaTypeOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  return null;
}

/** Photographs from the road: stored before they are named in a result, never changed. */
export function photoRoutes(server: HttpServer, deps: HttpDeps): void {
  server.addContentTypeParser(
    ['image/jpeg', 'image/png', 'image/webp'],
    { parseAs: 'buffer', bodyLimit: mostBytes },
    (_request, body, done) => done(null, body),
  );

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
      if (!(bytes instanceof Uint8Array) || mediaType === null) {
        return sendRefusal(reply, 'bad-request', 'JPEG, PNG or WebP');
      }
      const areas = deps.world().situation.incidents[request.query.incidentId]?.areas ?? [];
      const saved = await deps.evidence.save({ id: deps.newId('P'), mediaType, areas, bytes });
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
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }), 404: Refusal },
      },
      config: { access: 'evidence.read' },
    },
    async (request, reply) => {
      const file = await deps.evidence.find(request.params.photoId);
      if (!file || !maySee(principalOf(request), 'evidence.read', file.areas)) {
        return sendRefusal(reply, 'not-found');
      }
      return reply
        .header('cache-control', 'private, max-age=300')
        .type(file.mediaType)
        .send(Buffer.from(file.bytes));
    },
  );
}
