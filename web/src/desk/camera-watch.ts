import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import {
  type CameraFinder,
  type CameraTarget,
  createCameraFinder,
  type RankedCamera,
} from '@ftz/shared/geo/camera-finder.ts';
import {
  type CameraForecast,
  forecastCameras,
  forecastMoments,
} from '@ftz/shared/geo/camera-forecast.ts';
import { cameraTargetOf, placeOfAlarm } from '@ftz/shared/geo/camera-target.ts';
import { oldestFixMs, type Prediction, predictPath } from '@ftz/shared/geo/predict-path.ts';
import { type NearestUnit, nearestUnit } from '@ftz/shared/state/nearest-unit.ts';
import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { type SiteFacts, useSite } from '#api/site.ts';
import { durableStore } from '#live/durable-store.ts';
import { fixOf } from '#live/latest-store.ts';
import { useNow } from '#live/server-clock.ts';
import { settleCameras } from './settle-cameras.ts';
import { useSelectedAlarm, useSelectedIncident } from './use-selected.ts';

/** For how far ahead the next cameras are named, in seconds. */
const askedS = [30, 60];

/** Through which cameras the selected target can be seen: now, soon, and from when on not. */
export type CameraWatch = {
  /** What was selected when this was found: another selection begins anew. */
  subject: string | null;
  cameras: readonly RankedCamera[];
  /** Null: the target does not move by itself. */
  prediction: Prediction | null;
  forecast: CameraForecast | null;
  /** From when on no camera sees it, and where; now, where none sees it already. */
  unseen: { atMs: number; point: LonLat } | null;
  /** Who is nearest to that place. */
  nearest: NearestUnit | null;
};

const nothing: CameraWatch = {
  subject: null,
  cameras: [],
  prediction: null,
  forecast: null,
  unseen: null,
  nearest: null,
};
const store = create<CameraWatch>(() => nothing);

export function useCameraWatch(): CameraWatch {
  return store();
}

/** Looks once a second, and at once when something else is selected; mounted once per desk. */
export function useWatchCameras(): void {
  const facts = useSite();
  const finder = useMemo(
    () => createCameraFinder(facts?.site.cameras ?? [], facts?.site.obstacles),
    [facts],
  );
  const alarm = useSelectedAlarm();
  const incident = useSelectedIncident();
  const nowMs = useNow();
  useEffect(() => {
    const before = store.getState();
    const { situation } = durableStore.getState();
    const found = facts ? look({ facts, finder, alarm, incident, situation, nowMs }) : nothing;
    const same = before.subject === found.subject ? before.cameras : [];
    const ids = same.map(({ camera }) => camera.id);
    store.setState({ ...found, cameras: settleCameras(ids, found.cameras) });
  }, [facts, finder, alarm, incident, nowMs]);
  useEffect(() => () => store.setState(nothing), []);
}

type Given = {
  facts: SiteFacts;
  finder: CameraFinder;
  alarm: Alarm | null;
  incident: Incident | null;
  situation: Situation;
  nowMs: number;
};

function look(given: Given): CameraWatch {
  const { finder, facts, alarm, incident, situation, nowMs } = given;
  const subject = alarm?.id ?? incident?.id ?? null;
  const prediction = predictionOf(given);
  const target = targetOf(given, prediction);
  if (!target) return { ...nothing, subject };
  const cameras = finder.rank(target);
  const forecast =
    prediction?.state === 'moving'
      ? forecastCameras(finder, prediction.points, target.area, askedS)
      : null;
  const unseen = unseenFrom(cameras, target, forecast, nowMs);
  const nearest = unseen && nearestUnit(facts.site.units, situation.units, unseen.point, nowMs);
  return { subject, cameras, prediction, forecast, unseen, nearest };
}

function unseenFrom(
  cameras: readonly RankedCamera[],
  { points }: CameraTarget,
  forecast: CameraForecast | null,
  nowMs: number,
): CameraWatch['unseen'] {
  const soon = forecast?.unseen;
  if (soon) return { atMs: nowMs + soon.aheadS * 1000, point: soon.point };
  const here = points[Math.floor(points.length / 2)];
  return here && !cameras.some(({ share }) => share > 0) ? { atMs: nowMs, point: here } : null;
}

/** Where a vehicle is now; else where it happened: the place of the alarm, its fence, its gate. */
function targetOf(
  { facts, alarm, incident, nowMs }: Given,
  prediction: Prediction | null,
): CameraTarget | null {
  const area = alarm?.area ?? incident?.area ?? null;
  // It has driven on since its last fix.
  const moved = prediction?.state === 'moving' ? prediction.points[0] : undefined;
  if (moved) return { points: [moved.point], area };
  const fix = alarm?.vehicleId ? fixOf(alarm.vehicleId) : null;
  if (fix && nowMs - fix.fixAtMs <= oldestFixMs) return { points: [fix.point], area };
  if (alarm) {
    const found = cameraTargetOf(placeOfAlarm(alarm, facts.site.fences));
    if (found) return found;
  }
  const gate = facts.site.gates.find(({ id }) => id === alarm?.gateId);
  const point = incident?.point ?? gate?.point ?? null;
  return point ? { points: [point as LonLat], area } : null;
}

function predictionOf({ facts, alarm, situation, nowMs }: Given): Prediction | null {
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
