import { useSite } from '#api/site.ts';
import {
  type PlaceThen,
  placeOfAlarmThen,
  placeOfIncidentThen,
  placeOfPointThen,
} from '#desk/place-then.ts';
import { vehicleIdOf } from '#desk/select-thing.ts';
import { useSelection } from '#desk/selection.ts';
import { useSelectedAlarm, useSelectedIncident } from '#desk/use-selected.ts';
import { fixOf } from '#live/vehicle-whereabouts.ts';

/**
 * The place and the moment that the key Y asks about: of the selected alarm, else of its incident, else where
 * the selected vehicle was heard of last. Null: nothing that has a place is selected.
 */
export function usePlaceAsked(): PlaceThen | null {
  const site = useSite()?.site ?? null;
  const alarm = useSelectedAlarm();
  const incident = useSelectedIncident();
  const vehicleId = useSelection(vehicleIdOf);
  if (site && alarm) return placeOfAlarmThen(alarm, site);
  if (site && incident) return placeOfIncidentThen(incident, null, incident.openedAtMs, site);
  const fix = vehicleId === null ? null : fixOf(vehicleId);
  return fix && placeOfPointThen(fix.point, fix.fixAtMs);
}
