import type { InspectionClip } from '#contract/inspection.ts';
import type { Fold } from './fold.ts';
import { type EventOf, entryOf, writeOn } from './incident-lines.ts';
import { ownOf } from './own.ts';

export function foldInspectionBegan(f: Fold, event: EventOf<'inspection.began'>): void {
  const { inspection } = event.data;
  f.put('inspections', inspection.taskId, inspection);
  const text = inspection.cameraIds.join(' ');
  writeOn(f, inspection.incidentId, entryOf(event, { taskId: inspection.taskId, text }));
}

export function foldCamerasChosen(f: Fold, event: EventOf<'inspection.cameras-chosen'>): void {
  const { taskId, cameraIds } = event.data;
  const inspection = ownOf(f.situation.inspections, taskId);
  if (inspection) f.put('inspections', taskId, { ...inspection, cameraIds });
}

export function foldRecordingStarted(
  f: Fold,
  event: EventOf<'inspection.recording-started'>,
): void {
  const { taskId, incidentId, clip } = event.data;
  const inspection = ownOf(f.situation.inspections, taskId);
  if (!inspection) return;
  const recordingSinceMs = inspection.recordingSinceMs ?? event.atMs;
  const clips = withClip(inspection.clips, clip);
  f.put('inspections', taskId, { ...inspection, recordingSinceMs, clips });
  writeOn(f, incidentId, entryOf(event, { taskId, text: clip.cameraId }));
}

export function foldRecordingEnded(f: Fold, event: EventOf<'inspection.recording-ended'>): void {
  const { taskId, incidentId, clip } = event.data;
  const inspection = ownOf(f.situation.inspections, taskId);
  if (!inspection) return;
  f.put('inspections', taskId, { ...inspection, clips: withClip(inspection.clips, clip) });
  writeOn(f, incidentId, entryOf(event, { taskId, text: clip.cameraId }));
}

export function foldInspectionEnded(f: Fold, event: EventOf<'inspection.ended'>): void {
  const { taskId, incidentId } = event.data;
  const inspection = ownOf(f.situation.inspections, taskId);
  if (!inspection) return;
  f.put('inspections', taskId, { ...inspection, endedAtMs: event.atMs });
  writeOn(f, incidentId, entryOf(event, { taskId }));
}

function withClip(clips: readonly InspectionClip[], clip: InspectionClip): InspectionClip[] {
  return [...clips.filter(({ id }) => id !== clip.id), clip];
}
