import type { Alarm } from '#contract/alarm.ts';
import type { Incident } from '#contract/incident.ts';
import type { Journey } from '#contract/journey.ts';
import type { Situation } from '#contract/situation.ts';
import type { Task } from '#contract/task.ts';
import { isOpen } from './alarm-lifecycle.ts';
import { isSetAside } from './alarm-suppression.ts';
import { isIncidentOpen } from './incident-lifecycle.ts';
import { ownOf } from './own.ts';
import { alarmIdsOf, type JourneyPart, journeyIdsOf } from './situation-index.ts';

const present = <T>(value: T | undefined): value is T => value !== undefined;

/** Gravest first, then newest first: the one order of every alarm list. */
export function openAlarms(situation: Situation): Alarm[] {
  return Object.values(situation.alarms)
    .filter(isOpen)
    .sort((a, b) => a.severity - b.severity || b.lastRaisedAtMs - a.lastRaisedAtMs);
}

/** Of these, what calls for somebody or is worked on; what is set aside has a list of its own. */
export function announcedAlarms(situation: Situation): Alarm[] {
  return openAlarms(situation).filter((alarm) => !isSetAside(alarm));
}

/** Set aside, what comes back first on top. */
export function setAsideAlarms(situation: Situation): Alarm[] {
  return openAlarms(situation)
    .filter(isSetAside)
    .sort((a, b) => (a.suppression?.untilMs ?? 0) - (b.suppression?.untilMs ?? 0));
}

/** Gravest first, then newest first. */
export function openIncidents({ incidents }: Pick<Situation, 'incidents'>): Incident[] {
  return Object.values(incidents)
    .filter(isIncidentOpen)
    .sort((a, b) => a.severity - b.severity || b.openedAtMs - a.openedAtMs);
}

export function alarmsOfIncident(situation: Situation, incidentId: string): Alarm[] {
  const joined = ownOf(situation.incidents, incidentId)?.alarms ?? [];
  return joined.map(({ alarmId }) => ownOf(situation.alarms, alarmId)).filter(present);
}

/** The one that gives an incident its severity; of several the one that joined first. */
export function gravestAlarm(
  situation: Situation,
  { id, severity }: Pick<Incident, 'id' | 'severity'>,
): Alarm | null {
  return alarmsOfIncident(situation, id).find((alarm) => alarm.severity === severity) ?? null;
}

export function tasksOfIncident(situation: Situation, incidentId: string): Task[] {
  const ids = ownOf(situation.incidents, incidentId)?.taskIds ?? [];
  return ids.map((id) => ownOf(situation.tasks, id)).filter(present);
}

/**
 * The alarm of this kind on this thing that is open; else the newest. A machine's clock that was
 * set back makes an older one look newer than the one that is open.
 */
export function lastAlarmOf(
  { alarms }: Situation,
  kind: string,
  entityId: string,
): Alarm | undefined {
  let last: Alarm | undefined;
  for (const id of alarmIdsOf(alarms, kind, entityId)) {
    const alarm = ownOf(alarms, id);
    if (alarm?.kind !== kind || alarm.entityId !== entityId) continue;
    if (!last || goesBefore(alarm, last)) last = alarm;
  }
  return last;
}

const goesBefore = (alarm: Alarm, other: Alarm): boolean =>
  isOpen(alarm) === isOpen(other) ? alarm.raisedAtMs >= other.raisedAtMs : isOpen(alarm);

/** The journey that a vehicle is on, the youngest if two were declared. */
export function journeyOfVehicle(situation: Situation, vehicleId: string): Journey | undefined {
  return underWay(situation, 'vehicleId', vehicleId);
}

export function journeyOfSeal(situation: Situation, sealId: string): Journey | undefined {
  return underWay(situation, 'sealId', sealId);
}

export function journeyOfContainer(situation: Situation, containerNo: string): Journey | undefined {
  return underWay(situation, 'containerNo', containerNo);
}

function underWay({ journeys }: Situation, part: JourneyPart, value: string): Journey | undefined {
  let best: Journey | undefined;
  for (const id of journeyIdsOf(journeys, part, value)) {
    const journey = ownOf(journeys, id);
    if (journey?.state !== 'under-way' || journey[part] !== value) continue;
    if (!best || journey.departedAtMs > best.departedAtMs) best = journey;
  }
  return best;
}

/** Journeys that alarms of this incident are about and that nobody has seen arrive. */
export function journeysUnderWay(situation: Situation, incidentId: string): Journey[] {
  const ids = alarmsOfIncident(situation, incidentId).flatMap(({ journeyId }) => journeyId ?? []);
  return [...new Set(ids)].flatMap((id) => {
    const journey = ownOf(situation.journeys, id);
    return journey?.state === 'under-way' ? [journey] : [];
  });
}
