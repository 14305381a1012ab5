import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Inspection } from '@ftz/shared/contract/inspection.ts';
import { type Refusal, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { areasOfTask } from '@ftz/shared/state/incident-circle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';

type OfInspection = CommandOf<'inspection.begin' | 'inspection.choose-cameras' | 'inspection.end'>;

/** Begins the recording of what the officer is about to look at: the task itself starts once it runs. */
export function beginInspection(
  command: CommandOf<'inspection.begin'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { cameraIds } = command.argument;
  const found = inspectedTask(command, principal, world);
  if ('code' in found) return no(found);
  const refusal = refusalOfCameras(cameraIds, principal, world);
  if (refusal) return no(refusal);
  const before = ownOf(world.situation.inspections, found.id);
  if (!isTaskOpen(found) || (before && before.endedAtMs === null)) return no(refuse('wrong-state'));
  const areas = areasOfTask(world.situation, found);
  const inspection: Inspection = {
    taskId: found.id,
    incidentId: found.incidentId,
    areas,
    cameraIds: [...new Set(cameraIds)],
    begunBy: principal.username,
    begunAtMs: world.nowMs,
    recordingSinceMs: null,
    // What an earlier session kept stays with the task.
    clips: before?.clips ?? [],
    endedAtMs: null,
  };
  return yes({ type: 'inspection.began', areas, actor: actorOf(principal), data: { inspection } });
}

/** The recording follows: what is no longer watched ends its clip, what is new begins one. */
export function chooseInspectionCameras(
  command: CommandOf<'inspection.choose-cameras'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onOpen(command, principal, world, (task) => {
    const cameraIds = [...new Set(command.argument.cameraIds)];
    const refusal = refusalOfCameras(cameraIds, principal, world);
    if (refusal) return refusal;
    return {
      type: 'inspection.cameras-chosen',
      areas: areasOfTask(world.situation, task),
      actor: actorOf(principal),
      data: { taskId: task.id, incidentId: task.incidentId, cameraIds },
    };
  });
}

export function endInspection(
  command: CommandOf<'inspection.end'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onOpen(command, principal, world, (task) => ({
    type: 'inspection.ended',
    areas: areasOfTask(world.situation, task),
    actor: actorOf(principal),
    data: { taskId: task.id, incidentId: task.incidentId },
  }));
}

function onOpen(
  command: OfInspection,
  principal: Principal,
  world: CommandWorld,
  draft: (task: Task) => DurableDraft | Refusal,
): Decision {
  const found = inspectedTask(command, principal, world);
  if ('code' in found) return no(found);
  const inspection = ownOf(world.situation.inspections, found.id);
  if (!inspection || inspection.endedAtMs !== null) return no(refuse('wrong-state'));
  const drafted = draft(found);
  return 'code' in drafted ? no(drafted) : yes(drafted);
}

function inspectedTask(
  { name, argument, basedOnVersion }: OfInspection,
  principal: Principal,
  { situation }: CommandWorld,
): Task | Refusal {
  const task = ownOf(situation.tasks, argument.taskId);
  const thing = task && { areas: areasOfTask(situation, task), version: task.version };
  const refusal = guard(principal, name, thing, basedOnVersion);
  if (refusal || !task) return refusal ?? refuse('not-found');
  return task.kind === 'video-inspection' ? task : refuse('wrong-state');
}

/** A camera of an area that is not one's own is not there. */
function refusalOfCameras(
  cameraIds: readonly string[],
  principal: Principal,
  { registry }: CommandWorld,
): Refusal | null {
  const isMine = (id: string) => {
    const camera = registry.cameras.get(id);
    return camera !== undefined && mayDo(principal, 'camera.view', camera.area);
  };
  const foreign = cameraIds.find((id) => !isMine(id));
  return foreign === undefined ? null : refuse('not-found', foreign);
}
