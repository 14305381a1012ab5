import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { Prediction } from '@ftz/shared/geo/predict-path.ts';
import {
  feature,
  features,
  type MapFeature,
  type MapFeatures,
} from '#features/map/paint/map-features.ts';
import { drivenTrailOf } from '#live/vehicle-whereabouts.ts';

/**
 * The way that belongs to what the operator looks at: the declared corridor with its true width, its
 * two ends, where the vehicle really drove, and where it will be in half a minute and in one.
 */
export function selectionFeatures(
  vehicleId: string | null,
  journey: Journey | null,
  prediction: Prediction | null,
): MapFeatures {
  return features([
    ...(journey ? corridor(journey) : []),
    ...trail(vehicleId),
    ...ahead(prediction),
  ]);
}

function corridor(journey: Journey): MapFeature[] {
  const first = journey.corridor[0];
  const last = journey.corridor.at(-1);
  const line = feature(
    { type: 'LineString', coordinates: journey.corridor },
    { part: 'corridor', widthM: journey.corridorM * 2 },
  );
  const ends = [first, last].flatMap((point) =>
    point ? [feature({ type: 'Point', coordinates: point }, { part: 'end' })] : [],
  );
  return [line, ...ends];
}

function trail(vehicleId: string | null): MapFeature[] {
  const points = vehicleId === null ? [] : drivenTrailOf(vehicleId);
  if (points.length < 2) return [];
  return [feature({ type: 'LineString', coordinates: points }, { part: 'trail' })];
}

const shownAheadS: readonly number[] = [30, 60];

function ahead(prediction: Prediction | null): MapFeature[] {
  if (prediction?.state !== 'moving') return [];
  const line = prediction.points.map(({ point }) => point);
  const marks = prediction.points.filter(({ aheadS }) => shownAheadS.includes(aheadS));
  return [
    feature({ type: 'LineString', coordinates: line }, { part: 'ahead-line' }),
    ...marks.map(({ point }) => feature({ type: 'Point', coordinates: point }, { part: 'ahead' })),
  ];
}

/** The journey that the alarm names, or the one that the vehicle is on. */
export function journeyOf(
  alarm: Alarm | null,
  vehicleId: string | null,
  journeys: Record<string, Journey>,
): Journey | null {
  if (alarm?.journeyId) return journeys[alarm.journeyId] ?? null;
  if (vehicleId === null) return null;
  const underWay = (journey: Journey) =>
    journey.vehicleId === vehicleId && journey.state === 'under-way';
  return Object.values(journeys).find(underWay) ?? null;
}
