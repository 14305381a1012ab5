import type { DurableDraft, DurableEvent } from '#contract/durable-event.ts';
import type { Situation } from '#contract/situation.ts';
import { isIncidentOpen } from '#state/incident-lifecycle.ts';
import { ownOf } from '#state/own.ts';

type Entry = Pick<DurableDraft | DurableEvent, 'type' | 'data'>;
type Named = { incidentId?: unknown; intoId?: unknown; alarmId?: unknown; taskId?: unknown };

/**
 * The incidents on which an entry is told: those that it names, that of the alarm or the task that it
 * names, or of the new thing that it carries; and of a lane's word, those about the vehicle in it.
 * By shape and not by type, so that no noun to come can be forgotten here.
 */
export function incidentIdsOf(situation: Situation, { type, data }: Entry): string[] {
  const carried = Object.values(data).filter(isRecord);
  const named = [data as Named, ...carried].flatMap((part) => namedIn(situation, part as Named));
  const own =
    type === 'incident.opened' ? [(data as { incident: { id: string } }).incident.id] : [];
  const ofLane = type.startsWith('lane.')
    ? carried.flatMap((part) => aboutPlate(situation, part))
    : [];
  return [...new Set([...own, ...named, ...ofLane])];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function namedIn(situation: Situation, part: Named): string[] {
  const { alarms, tasks } = situation;
  const alarm = typeof part.alarmId === 'string' ? ownOf(alarms, part.alarmId) : undefined;
  const task = typeof part.taskId === 'string' ? ownOf(tasks, part.taskId) : undefined;
  const ids = [part.incidentId, part.intoId, alarm?.incidentId, task?.incidentId];
  return ids.filter((id) => typeof id === 'string').map((id) => goesOnIn(situation, id));
}

/** A merged incident is told in the one that it goes on in. */
function goesOnIn({ incidents }: Situation, id: string): string {
  return ownOf(incidents, id)?.mergedInto ?? id;
}

function aboutPlate(situation: Situation, part: Record<string, unknown>): string[] {
  const plate = part.plate;
  if (typeof plate !== 'string') return [];
  return Object.values(situation.incidents)
    .filter(isIncidentOpen)
    .filter(({ alarms }) =>
      alarms.some(({ alarmId }) => ownOf(situation.alarms, alarmId)?.plate === plate),
    )
    .map(({ id }) => id);
}
