import type { CommandName } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import type { Sent } from '#live/acts.ts';

/** As long as the server takes a merge back; by then nobody knows any more what the key would undo. */
export const undoForS = 60;

/**
 * The acts that can be taken back without harm, because another lawful act leads back. What told somebody
 * to move, what was acknowledged and what was written cannot: it has been seen.
 */
const undoable = [
  'incident.claim',
  'incident.release',
  'incident.merge',
  'incident.split',
  'incident.invite',
  'alarm.shelve',
  'procedure.tick-step',
  'procedure.skip-step',
  'wall.throw',
] as const satisfies readonly CommandName[];
export type Undoable = (typeof undoable)[number];

export function isUndoable(name: CommandName): name is Undoable {
  return undoable.some((each) => each === name);
}

/** The act that leads back, where there is one now; `reason` is written where one has to be given. */
export function inverseOf(done: Sent, situation: Situation, reason: string): Sent | null {
  switch (done.name) {
    case 'incident.claim':
      return { name: 'incident.release', argument: done.argument };
    case 'incident.release':
      return { name: 'incident.claim', argument: done.argument };
    case 'incident.merge': {
      const { incidentId } = done.argument;
      return { name: 'incident.unmerge', argument: { incidentId, reason } };
    }
    case 'incident.split':
      return mergeBack(done.argument, situation, reason);
    case 'incident.invite': {
      const { incidentId, accountId } = done.argument;
      return { name: 'incident.uninvite', argument: { incidentId, accountId } };
    }
    case 'alarm.shelve':
      return { name: 'alarm.unshelve', argument: { alarmId: done.argument.alarmId } };
    case 'procedure.tick-step':
    case 'procedure.skip-step': {
      const { incidentId, stepId } = done.argument;
      return { name: 'procedure.untick-step', argument: { incidentId, stepId } };
    }
    case 'wall.throw':
      return { name: 'wall.take-back', argument: { wallId: done.argument.wallId } };
    default:
      return null;
  }
}

/** What was split off has a name that the server gave it: it is found by what it holds. */
function mergeBack(
  { incidentId, alarmIds }: { incidentId: string; alarmIds: readonly string[] },
  { incidents }: Situation,
  reason: string,
): Sent | null {
  const taken = Object.values(incidents).find(
    (each) =>
      isIncidentOpen(each) &&
      each.alarms.some(
        ({ alarmId, why }) =>
          alarmIds.includes(alarmId) &&
          why.some((one) => one.code === 'split' && one.value === incidentId),
      ),
  );
  if (!taken) return null;
  return {
    name: 'incident.merge',
    argument: { incidentId: taken.id, intoId: incidentId, reason },
  };
}
