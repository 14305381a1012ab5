import { createReadStream, type ReadStream } from 'node:fs';
import { maySee } from '@ftz/shared/access/policy.ts';
import { type EvidenceDeletion, KeptKind } from '@ftz/shared/contract/evidence-deletion.ts';
import { Id } from '@ftz/shared/contract/ids.ts';
import type { HeldClip } from '@ftz/shared/contract/recording.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { evidenceKinds, evidenceOf } from '@ftz/shared/state/evidence-of.ts';
import { evidenceInventory } from '@ftz/shared/state/kept-evidence.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { principalOf, sendRefusal } from './authorize.ts';
import { wordOfDeletion } from './evidence-sight.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

const Piece = Type.Object({
  id: Type.String(),
  kind: Type.Enum([...evidenceKinds]),
  ref: Type.String(),
});
/** What is kept as bytes, and what was: an inventory in which nothing is left out. */
const Kept = Type.Object({
  id: Type.String(),
  kind: KeptKind,
  // As the log has them: one of a device that had no clock is shown, too.
  clip: Type.Unsafe<HeldClip | null>(Type.Unknown()),
  deletion: Type.Unsafe<EvidenceDeletion | null>(Type.Unknown()),
});

/** What an incident rests on. Asking is looking: it is noted who opened which piece. */
export function evidenceRoutes(server: HttpServer, deps: HttpDeps): void {
  server.get(
    '/api/incidents/:incidentId/evidence',
    {
      schema: {
        tags: ['evidence'],
        summary: 'The pieces of evidence, or the one that is opened; the access log notes it',
        params: Type.Object({ incidentId: Id }),
        querystring: Type.Object({ piece: Type.Optional(Type.String({ maxLength: 160 })) }),
        response: {
          200: Type.Object({ pieces: Type.Array(Piece), kept: Type.Array(Kept) }),
          404: Refusal,
        },
      },
      config: {
        access: 'evidence.read',
        areas: (request: FastifyRequest) => {
          const { incidentId } = request.params as { incidentId: string };
          return ownOf(deps.world().situation.incidents, incidentId)?.areas ?? null;
        },
      },
    },
    async (request, reply) => {
      const { situation } = deps.world();
      const incident = ownOf(situation.incidents, request.params.incidentId);
      if (!incident) return sendRefusal(reply, 'not-found');
      const { piece = null } = request.query;
      const all = evidenceOf(situation, incident);
      const pieces = piece === null ? all : all.filter(({ id }) => id === piece);
      if (pieces.length === 0 && piece !== null) return sendRefusal(reply, 'not-found');
      deps.noteViewing(principalOf(request), {
        viewing: { what: 'evidence', id: incident.id, incidentId: incident.id, piece },
        areas: incident.areas,
      });
      return { pieces, kept: evidenceInventory(situation, incident) };
    },
  );

  server.get(
    '/api/clips/:clipId',
    {
      schema: {
        tags: ['evidence'],
        summary: 'What was recorded of one camera during a video inspection (fMP4)',
        params: Type.Object({ clipId: Id }),
        response: {
          200: Type.Unsafe<ReadStream>({ type: 'string', format: 'binary' }),
          404: Refusal,
          410: Refusal,
        },
      },
      config: { access: 'evidence.read' },
    },
    async (request, reply) => {
      const { clipId } = request.params;
      const inspection = inspectionOf(deps.world().situation, clipId);
      const principal = principalOf(request);
      if (!inspection || !maySee(principal, 'evidence.read', inspection.areas))
        return sendRefusal(reply, 'not-found');
      const deleted = wordOfDeletion(clipId, null, deps);
      if (deleted !== null) return sendRefusal(reply, 'evidence-deleted', deleted);
      const file = deps.clipFile(clipId);
      if (file === null) return sendRefusal(reply, 'not-found');
      const { incidentId, areas } = inspection;
      deps.noteViewing(principal, {
        viewing: { what: 'clip', id: clipId, incidentId, piece: null },
        areas,
      });
      return reply
        .header('cache-control', 'private, no-store')
        .type('video/mp4')
        .send(createReadStream(file));
    },
  );
}

const inspectionOf = ({ inspections }: Situation, clipId: string) =>
  Object.values(inspections).find(({ clips }) => clips.some(({ id }) => id === clipId));
