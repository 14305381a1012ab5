import type { DurableDraft, DurableEvent } from '#contract/durable-event.ts';
import type { Situation } from '#contract/situation.ts';
import { goesOnAs } from '#state/goes-on-as.ts';
import { ownOf } from '#state/own.ts';

type Entry = Pick<DurableDraft | DurableEvent, 'type' | 'data'>;
type Named = { incidentId?: unknown; intoId?: unknown; alarmId?: unknown; taskId?: unknown };

/**
 * The incidents on which an entry is told: those that it names, that of the alarm or the task that it
 * names, or of the new thing that it carries. A set clock moves the times of every incident.
 * By shape and not by type, so that no noun to come can be forgotten here.
 */
export function incidentIdsOf(situation: Situation, { type, data }: Entry): string[] {
  if (type === 'clock.set') return Object.keys(situation.incidents);
  const carried = Object.values(data).filter(isRecord);
  const named = [data as Named, ...carried].flatMap((part) => namedIn(situation, part as Named));
  const own =
    type === 'incident.opened' ? [(data as { incident: { id: string } }).incident.id] : [];
  return [...new Set([...own, ...named])];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function namedIn(situation: Situation, part: Named): string[] {
  const { alarms, tasks } = situation;
  const alarm = typeof part.alarmId === 'string' ? ownOf(alarms, part.alarmId) : undefined;
  const task = typeof part.taskId === 'string' ? ownOf(tasks, part.taskId) : undefined;
  const ids = [part.incidentId, part.intoId, alarm?.incidentId, task?.incidentId];
  // A merged incident is told in the one that it goes on in.
  return ids.filter((id) => typeof id === 'string').map((id) => goesOnAs(situation, id));
}
