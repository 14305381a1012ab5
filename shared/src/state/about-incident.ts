import type { DurableEvent } from '#contract/durable-event.ts';
import type { Incident } from '#contract/incident.ts';

/** Everything that entries name things by. */
type Named = {
  incidentId?: string | null;
  alarmId?: string;
  incident?: { id: string };
  alarm?: { id: string };
  task?: { incidentId: string };
  order?: { incidentId?: string | null };
};

/** Tells the entries of one incident from all others: those on its timeline, and those about what belongs to it. */
export function aboutIncident(incident: Incident): (event: DurableEvent) => boolean {
  const lines = new Set(incident.timeline.map(({ seq }) => seq));
  const alarms = new Set(incident.alarms.map(({ alarmId }) => alarmId));
  return ({ seq, data }) => {
    const named = data as Named;
    return (
      lines.has(seq) ||
      [
        named.incidentId,
        named.incident?.id,
        named.task?.incidentId,
        named.order?.incidentId,
      ].includes(incident.id) ||
      alarms.has(named.alarmId ?? named.alarm?.id ?? '')
    );
  };
}
