import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import { cameraTargetOf, placeOfAlarm } from '@ftz/shared/geo/camera-target.ts';

/** A place at a moment, which somebody asks cameras about. */
export type PlaceThen = {
  atMs: number;
  /** One point, or several along something long; none: only its vehicle is known. */
  points: readonly LonLat[];
  area: AreaId | null;
  /** Where this vehicle was at the moment goes before the points: by then it had driven on. */
  vehicleId: string | null;
  /** What it is looked at for. */
  incidentId: string | null;
  alarmId: string | null;
};

type Known = Pick<Site, 'fences' | 'gates'>;

/** When an alarm happened. A device whose clock is ahead saw nothing that is yet to come. */
export function momentOfAlarm({ deviceAtMs, raisedAtMs }: Alarm): number {
  return Math.min(deviceAtMs, raisedAtMs);
}

/** A bare place: nothing is known of who was there. */
export function placeOfPointThen(point: LonLat, atMs: number): PlaceThen {
  const about = { area: null, vehicleId: null, incidentId: null, alarmId: null };
  return { atMs, points: [point], ...about };
}

/** Where and when an alarm says that it happened. */
export function placeOfAlarmThen(alarm: Alarm, site: Known): PlaceThen {
  const target = cameraTargetOf(placeOfAlarm(alarm, site.fences));
  const gate = site.gates.find(({ id }) => id === alarm.gateId);
  const points = target?.points ?? (gate ? [gate.point as LonLat] : []);
  return {
    atMs: momentOfAlarm(alarm),
    points,
    area: alarm.area,
    vehicleId: points.length > 0 ? null : alarm.vehicleId,
    incidentId: alarm.incidentId,
    alarmId: alarm.id,
  };
}

/** Where an incident was at a moment of its story: with its vehicle, else where it began. */
export function placeOfIncidentThen(
  incident: Incident,
  alarm: Alarm | null,
  atMs: number,
  site: Known,
): PlaceThen {
  const began = alarm ? placeOfAlarmThen(alarm, site).points : [];
  const point = incident.point as LonLat | null;
  return {
    atMs,
    points: began.length === 0 && point ? [point] : began,
    area: incident.area,
    vehicleId: alarm?.vehicleId ?? null,
    incidentId: incident.id,
    alarmId: alarm?.id ?? null,
  };
}
