import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { CameraTarget, RankedCamera } from '@ftz/shared/geo/camera-finder.ts';
import { type CameraForecast, forecastCameras } from '@ftz/shared/geo/camera-forecast.ts';
import type { Prediction } from '@ftz/shared/geo/predict-path.ts';
import { type NearestUnit, nearestUnit } from '@ftz/shared/state/nearest-unit.ts';
import { useEffect } from 'react';
import { create } from 'zustand';
import { useSite } from '#api/site.ts';
import { durableStore } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { placeOfThing } from './place-of-thing.ts';
import { useSelection } from './selection.ts';
import { settleCameras } from './settle-cameras.ts';
import type { Thing } from './thing.ts';
import { useSelectedAlarm, useSelectedIncident } from './use-selected.ts';
import { finderOf, predictionOf, targetOf, type Watched } from './watched-target.ts';

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
  const alarm = useSelectedAlarm();
  const incident = useSelectedIncident();
  const thing = useSelection((selection) => selection.thing);
  const nowMs = useNow();
  useEffect(() => {
    const before = store.getState();
    const { situation } = durableStore.getState();
    const found = facts ? look({ facts, alarm, incident, situation, nowMs }, thing) : nothing;
    const same = before.subject === found.subject ? before.cameras : [];
    const ids = same.map(({ camera }) => camera.id);
    store.setState({ ...found, cameras: settleCameras(ids, found.cameras) });
  }, [facts, alarm, incident, thing, nowMs]);
  useEffect(() => () => store.setState(nothing), []);
}

function look(watched: Watched, thing: Thing | null): CameraWatch {
  const { facts, alarm, incident, situation, nowMs } = watched;
  const finder = finderOf(facts);
  const alone = alarm || incident ? null : thing;
  const subject = alarm?.id ?? incident?.id ?? (alone && `${alone.kind} ${alone.id}`);
  const prediction = predictionOf(watched);
  const target = alone ? targetOfThing(alone) : targetOf(watched, prediction);
  if (!target) return { ...nothing, subject };
  const cameras = finder.rank(target);
  const forecast =
    prediction?.state === 'moving'
      ? forecastCameras(finder, prediction.points, target.area, askedS)
      : null;
  const unseen = alone ? null : unseenFrom(cameras, target, forecast, nowMs);
  const nearest = unseen && nearestUnit(facts.site.units, situation.units, unseen.point, nowMs);
  return { subject, cameras, prediction, forecast, unseen, nearest };
}

/** A camera sees itself by no camera; what is pointed out beside an alarm does not turn its pictures away. */
function targetOfThing(thing: Thing): CameraTarget | null {
  const place = thing.kind === 'camera' ? null : placeOfThing(thing);
  return place && { points: [place], area: null };
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
