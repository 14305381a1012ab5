import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import {
  type CameraFinder,
  type CameraTarget,
  createCameraFinder,
} from '@ftz/shared/geo/camera-finder.ts';
import { forecastMoments } from '@ftz/shared/geo/camera-forecast.ts';
import { cameraTargetOf, placeOfAlarm } from '@ftz/shared/geo/camera-target.ts';
import { oldestFixMs, type Prediction, predictPath } from '@ftz/shared/geo/predict-path.ts';
import type { SiteFacts } from '#api/site.ts';
import { fixOf } from '#live/vehicle-whereabouts.ts';

/** What cameras are looked for, and with what is known of it now. */
export type Watched = {
  facts: SiteFacts;
  alarm: Alarm | null;
  incident: Incident | null;
  situation: Situation;
  nowMs: number;
};

const finders = new WeakMap<SiteFacts, CameraFinder>();

/** Walls stand still: what hides what is reckoned once for a page. */
export function finderOf(facts: SiteFacts): CameraFinder {
  const known = finders.get(facts);
  if (known) return known;
  const finder = createCameraFinder(facts.site.cameras, facts.site.obstacles);
  finders.set(facts, finder);
  return finder;
}

/** Where a vehicle is now; else where it happened. */
export function targetOf(watched: Watched, prediction: Prediction | null): CameraTarget | null {
  const { alarm, incident, nowMs } = watched;
  const area = alarm?.area ?? incident?.area ?? null;
  // It has driven on since its last fix.
  const moved = prediction?.state === 'moving' ? prediction.points[0] : undefined;
  if (moved) return { points: [moved.point], area };
  const fix = alarm?.vehicleId ? fixOf(alarm.vehicleId) : null;
  if (fix && nowMs - fix.fixAtMs <= oldestFixMs) return { points: [fix.point], area };
  return whereItHappened(watched);
}

/** The place of the alarm, its fence, its gate; null where nobody knows one. */
export function whereItHappened({
  facts,
  alarm,
  incident,
}: Pick<Watched, 'facts' | 'alarm' | 'incident'>): CameraTarget | null {
  if (alarm) {
    const found = cameraTargetOf(placeOfAlarm(alarm, facts.site.fences));
    if (found) return found;
  }
  const gate = facts.site.gates.find(({ id }) => id === alarm?.gateId);
  const point = incident?.point ?? gate?.point ?? null;
  return point ? { points: [point as LonLat], area: alarm?.area ?? incident?.area ?? null } : null;
}

/** Null: it does not move by itself, or nobody hears from it. */
export function predictionOf({ facts, alarm, situation, nowMs }: Watched): Prediction | null {
  const fix = alarm?.vehicleId ? fixOf(alarm.vehicleId) : null;
  if (!alarm || !fix) return null;
  const journey = Object.values(situation.journeys).find(
    ({ vehicleId, state }) => vehicleId === alarm.vehicleId && state === 'under-way',
  );
  const corridor = journey
    ? { line: journey.corridor as LonLat[], withinM: journey.corridorM }
    : null;
  // Terminals that know no heading send nought.
  const headingDeg = fix.headingDeg === 0 ? null : fix.headingDeg;
  const ways = { corridor, roads: roadsOf(facts) };
  return predictPath({ ...fix, headingDeg }, ways, nowMs, forecastMoments);
}

function roadsOf({ geography }: SiteFacts): LonLat[][] {
  return geography.features.flatMap(({ properties, geometry }) =>
    (properties.kind === 'road' || properties.kind === 'bridge') && geometry.type === 'LineString'
      ? [geometry.coordinates as LonLat[]]
      : [],
  );
}
