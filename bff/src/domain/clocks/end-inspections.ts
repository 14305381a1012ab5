import { areasOfTask } from '@ftz/shared/state/incident-circle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import type { HouseClock } from './clock.ts';

/** A recording does not outlive its task. */
export const endInspections: HouseClock = {
  name: 'end-inspections',
  due: ({ situation }) =>
    Object.values(situation.inspections).flatMap(({ taskId, incidentId, areas, endedAtMs }) => {
      const task = ownOf(situation.tasks, taskId);
      if (endedAtMs !== null || (task && isTaskOpen(task))) return [];
      return [
        {
          type: 'inspection.ended' as const,
          areas: task ? areasOfTask(situation, task) : areas,
          actor: { kind: 'machine' as const, name: 'end-inspections' },
          data: { taskId, incidentId },
        },
      ];
    }),
};
