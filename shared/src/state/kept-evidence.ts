import type { Disposition } from '#contract/disposition.ts';
import type { EvidenceDeletion, KeptKind } from '#contract/evidence-deletion.ts';
import { isFilmId } from '#contract/evidence-id.ts';
import type { Incident } from '#contract/incident.ts';
import type { HeldClip } from '#contract/recording.ts';
import type { RefusalCode } from '#contract/refusal.ts';
import type { Situation } from '#contract/situation.ts';
import type { Task } from '#contract/task.ts';
import { isDispositionPending } from './disposition-lifecycle.ts';
import { awaitsReview } from './emergency-lifecycle.ts';
import { isIncidentOpen } from './incident-lifecycle.ts';
import { isRetentionPending } from './kept-until.ts';
import { tasksOfIncident } from './situation-selectors.ts';

/** Evidence that lies on the disk. `clip`: which camera, and when; null of what people kept. */
export type KeptPiece = { id: string; kind: KeptKind; clip: HeldClip | null };

/** A recording may still be written to for so long after its end. */
const settlesMs = 120_000;

/**
 * All that is kept of an incident as bytes. A picture, a film and a recording of an inspection are called by
 * their own id; what was held of a camera by incident, camera and time.
 */
export function keptPieces(situation: Situation, incident: Incident): KeptPiece[] {
  const tasks = tasksOfIncident(situation, incident.id);
  const ofPeople = new Set([...(incident.photoIds ?? []), ...tasks.flatMap(picturesOf)]);
  return [
    ...[...ofPeople].map((id) => ({
      id,
      kind: isFilmId(id) ? ('film' as const) : ('photo' as const),
      clip: null,
    })),
    ...Object.values(situation.inspections)
      .filter(({ incidentId }) => incidentId === incident.id)
      .flatMap(({ clips }) => clips)
      .map(({ id, cameraId, fromMs, untilMs }) => ({
        id,
        kind: 'clip' as const,
        clip: { cameraId, fromMs, untilMs: untilMs ?? Number.MAX_SAFE_INTEGER },
      })),
    ...(incident.clips ?? []).map((clip) => ({
      id: `${incident.id}/${clip.cameraId}/${clip.fromMs}-${clip.untilMs}`,
      kind: 'recording' as const,
      clip,
    })),
  ];
}

/** What is still there of it. */
export const deletablePieces = (situation: Situation, incident: Incident): KeptPiece[] =>
  keptPieces(situation, incident).filter(({ id }) => !deletionOf(situation, id));

/** Each piece with what became of it. What was deleted stands here for as long as its incident does. */
export function evidenceInventory(
  situation: Situation,
  incident: Incident,
): (KeptPiece & { deletion: EvidenceDeletion | null })[] {
  const pieces = keptPieces(situation, incident);
  const gone = (incident.deletions ?? []).filter(
    ({ pieceId }) => !pieces.some(({ id }) => id === pieceId),
  );
  return [
    ...pieces.map((each) => ({ ...each, deletion: deletionOf(situation, each.id) ?? null })),
    // A recording that went on after its incident was opened again is called by another time.
    ...gone.map((deletion) => ({ id: deletion.pieceId, ...deletion, deletion })),
  ].map(({ id, kind, clip, deletion }) => ({ id, kind, clip, deletion }));
}

function picturesOf({ result, seals, bookmarks, witness, lateReports }: Task): string[] {
  return [
    ...(result?.photoIds ?? []),
    ...(seals?.photoIds ?? []),
    ...bookmarks.flatMap(({ photoId }) => photoId ?? []),
    ...(witness && 'signaturePhotoId' in witness ? [witness.signaturePhotoId] : []),
    ...lateReports.flatMap((late) => [...late.photoIds, ...(late.result?.photoIds ?? [])]),
  ];
}

/** What is known of the deletion of a piece, whichever incident had it; also while its bytes are still going. */
export function deletionOf(
  { incidents }: Pick<Situation, 'incidents'>,
  pieceId: string,
): EvidenceDeletion | undefined {
  return Object.values(incidents)
    .flatMap(({ deletions = [] }) => deletions)
    .find((each) => each.pieceId === pieceId);
}

/** The deletion that took something of this time of a camera from an incident. */
export function deletionWithin(
  { deletions = [] }: Incident,
  { cameraId, fromMs, untilMs }: HeldClip,
): EvidenceDeletion | undefined {
  return deletions.find(
    ({ kind, clip }) =>
      kind === 'recording' &&
      clip?.cameraId === cameraId &&
      clip.fromMs < untilMs &&
      clip.untilMs > fromMs,
  );
}

/** Why this piece may not be deleted now: nothing goes of what somebody still works on, or has to judge. */
export function refusalToDelete(
  situation: Situation,
  incident: Incident,
  piece: KeptPiece,
  nowMs: number,
): RefusalCode | null {
  if (deletionOf(situation, piece.id)) return 'evidence-deleted';
  if (incident.state !== 'closed' || (piece.clip?.untilMs ?? 0) + settlesMs > nowMs)
    return 'evidence-in-use';
  const holders = Object.values(situation.incidents).filter((each) =>
    holds(situation, each, piece),
  );
  return [incident, ...holders].some((each) => isInUse(situation, each)) ? 'evidence-in-use' : null;
}

function isInUse(situation: Situation, incident: Incident): boolean {
  return (
    isIncidentOpen(incident) ||
    awaitsReview(incident.emergency) ||
    Object.values(situation.dispositions).some(
      (each) =>
        each.incidentId === incident.id &&
        isDispositionPending(each) &&
        // Each piece has a review of its own.
        !isOfDeletion(each),
    )
  );
}

/** Also another incident that keeps the same picture, or the same minutes of the same camera. */
function holds(situation: Situation, incident: Incident, { id, kind, clip }: KeptPiece): boolean {
  if (kind !== 'recording' || clip === null)
    return keptPieces(situation, incident).some((each) => each.id === id);
  return (incident.clips ?? []).some(
    ({ cameraId, fromMs, untilMs }) =>
      cameraId === clip.cameraId && fromMs < clip.untilMs && untilMs > clip.fromMs,
  );
}

/** Somebody is to judge whether a piece of it goes, or how long it stays, or its bytes are still going: until then it is not forgotten. */
export function losesEvidence(
  { dispositions }: Pick<Situation, 'dispositions'>,
  { id, deletions = [] }: Incident,
): boolean {
  return (
    isRetentionPending({ dispositions }, id) ||
    deletions.some(({ goneAtMs }) => goneAtMs === null) ||
    Object.values(dispositions).some(
      (each) =>
        each.incidentId === id &&
        isOfDeletion(each) &&
        isDispositionPending(each) &&
        // One that was given back may never be proposed again.
        each.state !== 'draft',
    )
  );
}

const isOfDeletion = ({ subject }: Disposition) =>
  subject.kind === 'act' && subject.act === 'evidence-deleted';
