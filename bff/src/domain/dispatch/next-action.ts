import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import type { TaskResult } from '@ftz/shared/contract/task-record.ts';
import { areasOfTask } from '@ftz/shared/state/incident-circle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { nextAction, nothingOfTask } from '@ftz/shared/state/task-lifecycle.ts';
import type { CommandWorld } from '#domain/commands/command-decision.ts';
import { suggestUnits } from './suggest-units.ts';

/** What showed too little asks for another action: it is drafted for the desk, with whom to send. Nobody is sent. */
export function draftNextAction(
  task: Task,
  { finding }: TaskResult,
  { situation, units, nowMs, newId }: CommandWorld,
): DurableDraft[] {
  const kind = finding === 'insufficient' ? nextAction(task.kind) : null;
  const incident = ownOf(situation.incidents, task.incidentId);
  if (kind === null || !incident) return [];
  const unit = suggestUnits({ situation, units, nowMs }, incident, kind)[0]?.unit;
  if (!unit) return [];
  const draft: Task = {
    ...nothingOfTask,
    id: newId('T'),
    version: 1,
    incidentId: incident.id,
    kind,
    state: 'draft',
    area: unit.area,
    unitId: unit.id,
    issuedBy: '',
    issuedById: null,
    issuedAtMs: nowMs,
    followsTaskId: task.id,
  };
  return [
    {
      type: 'task.drafted',
      areas: areasOfTask(situation, task),
      actor: { kind: 'machine', name: 'next-action' },
      data: { task: draft },
    },
  ];
}
