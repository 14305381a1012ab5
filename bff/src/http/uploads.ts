import { isFilmId } from '@ftz/shared/contract/evidence-id.ts';
import { Id, Millis } from '@ftz/shared/contract/ids.ts';
import { Nullable } from '@ftz/shared/contract/nullable.ts';
import { Refusal, type RefusalCode } from '@ftz/shared/contract/refusal.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Upload } from '#domain/ports.ts';
import { principalOf, sendRefusal } from './authorize.ts';
import {
  headBytes,
  isVideo,
  mediaTypeOf,
  mostBytesOf,
  photoTypes,
  videoTypes,
} from './evidence-kind.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';
import { createTurns } from './turns.ts';

const pieceType = 'application/offset+octet-stream';
const mostOfPiece = 1024 ** 2;
const dayMs = 86_400_000;
const most = {
  ofIncident: 120,
  ofAccountADay: 200,
  bytesOfAccountADay: 2 * 1024 ** 3,
  openOfAccount: 24,
  openBytes: 8 * 1024 ** 3,
};
/** Each one at work holds a piece in memory. */
const pieces = { atOnce: 4, mostWaiting: 32 };

/** Chosen by the phone, so that a result can name what is still on its way: too long to be guessed. */
const UploadId = Type.String({ pattern: '^[PV][A-Za-z0-9_-]{21,40}$' });

const Announcement = Type.Object(
  {
    uploadId: UploadId,
    incidentId: Id,
    taskId: Nullable(Id),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    sizeBytes: Type.Integer({ minimum: headBytes }),
    mediaType: Type.Enum([...photoTypes, ...videoTypes]),
    capturedAtMs: Millis,
  },
  { additionalProperties: false },
);
type Announcement = Static<typeof Announcement>;

const Progress = Type.Object({ offset: Type.Integer(), complete: Type.Boolean() });
type Progress = Static<typeof Progress>;

/**
 * Large files from the road, in pieces: announced, sent piece by piece, and asked after when either side
 * was gone meanwhile. The last piece makes evidence of it, if it is what was announced. Every request
 * may come again.
 */
export function uploadRoutes(server: HttpServer, deps: HttpDeps): void {
  server.addContentTypeParser(
    pieceType,
    { parseAs: 'buffer', bodyLimit: mostOfPiece },
    (_request, body, done) => done(null, body),
  );
  announceRoute(server, deps);
  pieceRoutes(server, deps);
}

const answers = {
  200: Progress,
  400: Refusal,
  404: Refusal,
  409: Refusal,
  413: Refusal,
  429: Refusal,
  503: Refusal,
};
const incidentOf = (deps: HttpDeps, incidentId: string) =>
  ownOf(deps.world().situation.incidents, incidentId);

function announceRoute(server: HttpServer, deps: HttpDeps): void {
  /** One at a time, so that two of them cannot both be the last. */
  const turns = createTurns(1, 50);
  server.post(
    '/api/uploads',
    {
      schema: {
        tags: ['evidence'],
        summary: 'Announce a photograph or a film that comes in pieces',
        body: Announcement,
        response: answers,
      },
      config: {
        access: 'evidence.add',
        areas: (request: FastifyRequest) =>
          incidentOf(deps, (request.body as Announcement).incidentId)?.areas ?? null,
      },
    },
    async (request, reply) => {
      const { accountId } = principalOf(request);
      const begun = await turns.take(() => announce(deps, request.body, accountId));
      if (begun === null) return sendRefusal(reply, 'too-many-attempts');
      return answer(reply, begun);
    },
  );
}

function pieceRoutes(server: HttpServer, deps: HttpDeps): void {
  const turns = createTurns(pieces.atOnce, pieces.mostWaiting);
  const params = Type.Object({ uploadId: UploadId });

  server.get(
    '/api/uploads/:uploadId',
    {
      schema: {
        tags: ['evidence'],
        summary: 'How much of it has arrived',
        params,
        response: answers,
      },
      config: { access: 'evidence.add' },
    },
    async (request, reply) => {
      const { accountId } = principalOf(request);
      return answer(reply, await progressOf(deps, request.params.uploadId, accountId));
    },
  );

  server.patch(
    '/api/uploads/:uploadId',
    {
      bodyLimit: mostOfPiece,
      schema: {
        tags: ['evidence'],
        summary: 'The next piece; `offset` says where it belongs',
        params,
        querystring: Type.Object({ offset: Type.Integer({ minimum: 0 }) }),
        response: answers,
      },
      config: { access: 'evidence.add' },
    },
    async (request, reply) => {
      const { body } = request;
      if (!(body instanceof Uint8Array)) return sendRefusal(reply, 'bad-request', pieceType);
      const { accountId } = principalOf(request);
      const { offset } = request.query;
      const piece = { id: request.params.uploadId, accountId, offset, bytes: body };
      const taken = await turns.take(() => takePiece(deps, piece));
      if (taken === null) return sendRefusal(reply, 'too-many-attempts');
      return answer(reply, taken);
    },
  );
}

type Refused = { refused: RefusalCode; detail?: string };

function answer(reply: FastifyReply, said: Progress | Refused): FastifyReply {
  if ('refused' in said) return sendRefusal(reply, said.refused, said.detail);
  return reply.code(200).send(said);
}

/** What is another's, or of no incident of one's own any more, does not exist. */
async function progressOf(
  { uploads, evidence }: HttpDeps,
  id: string,
  accountId: string,
): Promise<Progress | Refused> {
  const found = await uploads.find(id);
  if (found) {
    if (found.upload.accountId !== accountId) return { refused: 'not-found' };
    return { offset: found.offset, complete: false };
  }
  const kept = await evidence.describe(id);
  if (kept?.accountId !== accountId) return { refused: 'not-found' };
  return { offset: 0, complete: true };
}

async function announce(
  deps: HttpDeps,
  said: Announcement,
  accountId: string,
): Promise<Progress | Refused> {
  if (isFilmId(said.uploadId) !== isVideo(said.mediaType))
    return { refused: 'bad-request', detail: said.mediaType };
  const before = await progressOf(deps, said.uploadId, accountId);
  if (!('refused' in before)) return before;
  // An id that exists and is not his: nobody finds one by chance, and nobody is told whose it is.
  if ((await deps.evidence.describe(said.uploadId)) || (await deps.uploads.find(said.uploadId)))
    return { refused: 'not-found' };
  const refused = (await overLimits(deps, said, accountId)) ?? foreignTask(deps, said);
  if (refused) return refused;
  const { uploadId: id, taskId: _, capturedAtMs, ...file } = said;
  const areas = incidentOf(deps, said.incidentId)?.areas ?? [];
  const takenAtMs = Math.min(capturedAtMs, Math.floor(deps.clock.nowMs()));
  try {
    await deps.uploads.begin({ ...file, id, areas, accountId, capturedAtMs: takenAtMs });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'disk-full')
      return { refused: 'not-ready' };
    throw error;
  }
  return { offset: 0, complete: false };
}

function foreignTask({ world }: HttpDeps, { taskId, incidentId }: Announcement): Refused | null {
  if (taskId === null) return null;
  const isOfIncident = ownOf(world().situation.tasks, taskId)?.incidentId === incidentId;
  return isOfIncident ? null : { refused: 'not-found', detail: taskId };
}

async function overLimits(
  { evidence, uploads, clock }: HttpDeps,
  { incidentId, mediaType, sizeBytes }: Announcement,
  accountId: string,
): Promise<Refused | null> {
  if (sizeBytes > mostBytesOf(mediaType))
    return { refused: 'too-large', detail: `${mostBytesOf(mediaType) / 1024 ** 2} MB` };
  const sinceMs = clock.nowMs() - dayMs;
  const kept = await evidence.count({ incidentId, accountId, sinceMs });
  const open = await uploads.underWay();
  const mine = open.filter((upload) => upload.accountId === accountId);
  const ofIncident = open.filter((upload) => upload.incidentId === incidentId).length;
  if (kept.ofIncident + ofIncident >= most.ofIncident)
    return { refused: 'too-large', detail: `${most.ofIncident} files per incident` };
  const bytes = kept.bytesOfAccount + sumOf(mine) + sizeBytes;
  if (kept.ofAccount + mine.length >= most.ofAccountADay || bytes > most.bytesOfAccountADay)
    return { refused: 'too-many-attempts', detail: `${most.ofAccountADay} files, 2 GB per day` };
  if (mine.length >= most.openOfAccount || sumOf(open) + sizeBytes > most.openBytes)
    return { refused: 'too-many-attempts', detail: `${most.openOfAccount} files under way` };
  return null;
}

const sumOf = (uploads: readonly Upload[]) =>
  uploads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

type Piece = { id: string; accountId: string; offset: number; bytes: Uint8Array };

async function takePiece(deps: HttpDeps, piece: Piece): Promise<Progress | Refused> {
  const { id, accountId, offset, bytes } = piece;
  const before = await progressOf(deps, id, accountId);
  if ('refused' in before || before.complete) return before;
  const found = await deps.uploads.find(id);
  if (!found) return progressOf(deps, id, accountId);
  const { mediaType, sizeBytes } = found.upload;
  // Told where it is rather than refused: the phone goes on from there.
  if (offset !== found.offset) return { offset: found.offset, complete: false };
  const isWrong = offset === 0 && mediaTypeOf(bytes) !== mediaType;
  if (isWrong || offset + bytes.length > sizeBytes) {
    await deps.uploads.drop(id);
    return { refused: 'bad-request', detail: isWrong ? mediaType : `${sizeBytes} bytes` };
  }
  const now = await deps.uploads.append(id, offset, bytes);
  if (now < sizeBytes) return { offset: now, complete: false };
  const isWhole = await deps.uploads.finish(id, deps.clock.nowMs());
  return isWhole ? { offset: now, complete: true } : { refused: 'bad-request', detail: 'sha256' };
}
