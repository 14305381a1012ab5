import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { placeOfThing } from '#desk/place-of-thing.ts';
import { feature, features, type MapFeatures } from '#features/map/paint/map-features.ts';

const hourMs = 3_600_000;

/** For how far back the heat may be asked, in hours: a shift, a day. */
export const heatHours = [8, 24] as const;
export type HeatHours = (typeof heatHours)[number];

/** Alarms that were raised within so many hours, whatever became of them, where they were raised. */
export function raisedLately(
  alarms: Readonly<Record<string, Alarm>>,
  hours: HeatHours,
  nowMs: number,
): Alarm[] {
  return Object.values(alarms).filter((alarm) => nowMs - alarm.lastRaisedAtMs <= hours * hourMs);
}

export function heatFeatures(alarms: readonly Alarm[]): MapFeatures {
  return features(
    alarms.flatMap((alarm) => {
      const coordinates = placeOfRaise(alarm);
      return coordinates ? [feature({ type: 'Point', coordinates })] : [];
    }),
  );
}

/** Where its vehicle is by now says nothing of where it was raised. */
function placeOfRaise({ point, segmentId, gateId }: Alarm): LonLat | null {
  if (point) return point;
  const fence = segmentId === null ? null : placeOfThing({ kind: 'fence', id: segmentId });
  return fence ?? (gateId === null ? null : placeOfThing({ kind: 'gate', id: gateId }));
}
