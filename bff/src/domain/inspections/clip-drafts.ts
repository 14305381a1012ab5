import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { ClipEnd, Inspection, InspectionClip } from '@ftz/shared/contract/inspection.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { areasOfTask } from '@ftz/shared/state/incident-circle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';

const actor: Actor = { kind: 'machine', name: 'recorder' };

/** A camera's first picture is kept. */
export function clipStarted(
  situation: Situation,
  taskId: string,
  clip: InspectionClip,
): DurableDraft[] {
  return onInspection(situation, taskId, (ref, areas) => ({
    type: 'inspection.recording-started',
    areas,
    actor,
    data: { ...ref, clip },
  }));
}

/** A recording is over, and why. */
export function clipEnded(
  situation: Situation,
  taskId: string,
  clip: InspectionClip,
  why: ClipEnd,
): DurableDraft[] {
  return onInspection(situation, taskId, (ref, areas) => ({
    type: 'inspection.recording-ended',
    areas,
    actor,
    data: { ...ref, clip, why },
  }));
}

/** It is a line of its incident: told to all who are in that by now, not only to those who were when it began. */
function onInspection(
  situation: Situation,
  taskId: string,
  draft: (
    ref: Pick<Inspection, 'taskId' | 'incidentId'>,
    areas: DurableDraft['areas'],
  ) => DurableDraft,
): DurableDraft[] {
  const inspection = ownOf(situation.inspections, taskId);
  if (!inspection) return [];
  const task = ownOf(situation.tasks, taskId);
  const { incidentId } = inspection;
  const areas = task ? areasOfTask(situation, task) : inspection.areas;
  return [draft({ taskId, incidentId }, areas)];
}
