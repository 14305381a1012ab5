import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { gravestAlarm } from '@ftz/shared/state/situation-selectors.ts';
import { useSituation } from '#live/durable-store.ts';
import { type Selection, useSelection } from './selection.ts';

function incidentOf(situation: Situation, selection: Selection): Incident | null {
  const alarm = selection.alarmId ? situation.alarms[selection.alarmId] : undefined;
  const id = alarm?.incidentId ?? selection.incidentId;
  return (id && situation.incidents[id]) || null;
}

/** The alarm that the operator chose; of an incident chosen on the map, its gravest one. */
export function useSelectedAlarm(): Alarm | null {
  const selection = useSelection();
  return useSituation((situation) => {
    const chosen = selection.alarmId ? situation.alarms[selection.alarmId] : undefined;
    if (chosen) return chosen;
    const incident = incidentOf(situation, selection);
    return incident && gravestAlarm(situation, incident);
  });
}

export function useSelectedIncident(): Incident | null {
  const selection = useSelection();
  return useSituation((situation) => incidentOf(situation, selection));
}
