import { Readable } from 'node:stream';
import { Id } from '@ftz/shared/contract/ids.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { Type } from 'typebox';
import { principalOf, sendRefusal } from './authorize.ts';
import { cacheOfEvidence, seesEvidence, wordOfDeletion } from './evidence-sight.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

/** A film is read as far as it is looked at: in parts, as its player asks for them. */
export function videoRoutes(server: HttpServer, deps: HttpDeps): void {
  server.get(
    '/api/videos/:photoId',
    {
      schema: {
        tags: ['evidence'],
        summary: 'A film that was kept as evidence, whole or in ranges',
        params: Type.Object({ photoId: Id }),
        response: {
          200: Type.Unsafe<Readable>({ type: 'string', format: 'binary' }),
          206: Type.Unsafe<Readable>({ type: 'string', format: 'binary' }),
          404: Refusal,
          410: Refusal,
          416: Type.Null(),
        },
      },
      config: { access: 'evidence.read' },
    },
    async (request, reply) => {
      const { photoId: id } = request.params;
      const record = await deps.evidence.describe(id);
      if (!record || !seesEvidence(principalOf(request), record, deps))
        return sendRefusal(reply, 'not-found');
      const deleted = wordOfDeletion(id, record, deps);
      if (deleted !== null) return sendRefusal(reply, 'evidence-deleted', deleted);
      const bytes = await deps.evidence.open(id);
      if (!bytes) return sendRefusal(reply, 'not-found');
      deps.noteViewing(principalOf(request), {
        viewing: { what: 'photo', id, incidentId: record.incidentId, piece: null },
        areas: record.areas,
      });
      reply
        .header('cache-control', cacheOfEvidence(principalOf(request)))
        .header('accept-ranges', 'bytes')
        .header('content-disposition', `attachment; filename="${id}"`)
        .type(record.mediaType);
      const { range } = request.headers;
      const part = partOf(range, bytes.sizeBytes);
      if (part === 'beyond') {
        return reply.code(416).header('content-range', `bytes */${bytes.sizeBytes}`).send(null);
      }
      const { from, to } = part ?? { from: 0, to: bytes.sizeBytes - 1 };
      reply.header('content-length', to - from + 1);
      if (part) reply.header('content-range', `bytes ${from}-${to}/${bytes.sizeBytes}`);
      return reply.code(part ? 206 : 200).send(Readable.from(bytes.read({ from, to })));
    },
  );
}

/** One range (RFC 9110 14.2), which is what players ask for; null: all of it, as for what is not understood. */
export function partOf(
  header: string | undefined,
  sizeBytes: number,
): { from: number; to: number } | 'beyond' | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || first + last === '') return null;
  const from = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const to = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  return from <= to ? { from, to } : 'beyond';
}
