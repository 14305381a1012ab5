import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { placeOfUnit } from '@ftz/shared/state/nearest-unit.ts';
import { journeyOfSeal } from '@ftz/shared/state/situation-selectors.ts';
import { siteNow } from '#api/site.ts';
import { durableStore } from '#live/durable-store.ts';
import { serverNow } from '#live/server-clock.ts';
import { drawnPointOf, fixOf } from '#live/vehicle-whereabouts.ts';
import { vesselsNow } from '#live/vessel-store.ts';
import { useSelection } from './selection.ts';
import type { Thing } from './thing.ts';

/** Where a thing is drawn now; null where nobody knows. A seal is where its vehicle is. */
export function placeOfThing({ kind, id }: Thing): LonLat | null {
  const site = siteNow()?.site;
  const { situation } = durableStore.getState();
  switch (kind) {
    case 'vehicle':
      return drawnPointOf(id, Date.now());
    case 'vessel':
      return vesselsNow().vessels.find(({ mmsi }) => String(mmsi) === id)?.point ?? null;
    case 'seal':
      return placeOfSeal(id, situation);
    case 'unit': {
      const unit = site?.units.find((each) => each.id === id);
      return unit ? placeOfUnit(unit, situation.units[id], serverNow()).point : null;
    }
    case 'fence':
      return middleOf(site?.fences.find((each) => each.id === id)?.line);
    case 'gate':
      return (site?.gates.find((each) => each.id === id)?.point as LonLat | undefined) ?? null;
    case 'camera':
      return (site?.cameras.find((each) => each.id === id)?.point as LonLat | undefined) ?? null;
  }
}

function placeOfSeal(sealId: string, situation: Situation): LonLat | null {
  const journey = journeyOfSeal(situation, sealId);
  const driven = journey ? drawnPointOf(journey.vehicleId, Date.now()) : null;
  return driven ?? (situation.seals[sealId]?.point as LonLat | null | undefined) ?? null;
}

function middleOf(line: Site['fences'][number]['line'] | undefined): LonLat | null {
  if (!line) return null;
  const [[fromLon, fromLat], [toLon, toLat]] = line;
  return [(fromLon + toLon) / 2, (fromLat + toLat) / 2];
}

/** Where an alarm is: its own point, else its fence, its gate, or where its vehicle is now. */
export function placeOfAlarmNow(alarm: Alarm): LonLat | null {
  if (alarm.point) return alarm.point;
  const { segmentId, gateId, vehicleId } = alarm;
  const fence = segmentId === null ? null : placeOfThing({ kind: 'fence', id: segmentId });
  const gate = gateId === null ? null : placeOfThing({ kind: 'gate', id: gateId });
  return fence ?? gate ?? (vehicleId === null ? null : (fixOf(vehicleId)?.point ?? null));
}

/** The place of what is selected: of what is pointed out, else of the alarm. */
export function placeOfSelection(): LonLat | null {
  const { thing, alarmId } = useSelection.getState();
  const alarm = durableStore.getState().situation.alarms[alarmId ?? ''];
  return (thing && placeOfThing(thing)) ?? (alarm ? placeOfAlarmNow(alarm) : null);
}
