import type { Alarm } from '#contract/alarm.ts';
import type { AreaId } from '#contract/ids.ts';
import type { LonLat } from '#contract/position.ts';
import type { FenceSegment } from '#contract/site.ts';
import type { CameraTarget } from './camera-finder.ts';

/** Where something happened: at a point, or somewhere along a stretch of fence. */
export type AlarmPlace = {
  point: LonLat | null;
  fence: FenceSegment | null;
  area: AreaId;
};

/** A panel knows the stretch and not the spot: so many places of it are looked for. */
const placesOfFence = 15;

/** What cameras are to be found for; null where nobody knows a place. */
export function cameraTargetOf({ point, fence, area }: AlarmPlace): CameraTarget | null {
  if (fence) return { points: spread(fence.line as [LonLat, LonLat]), area };
  return point ? { points: [point], area } : null;
}

function spread([a, b]: [LonLat, LonLat]): LonLat[] {
  return Array.from({ length: placesOfFence }, (_, i) => {
    const share = (i + 0.5) / placesOfFence;
    return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
  });
}

/** The place of an alarm as every screen knows it. */
export function placeOfAlarm(
  { point, segmentId, area }: Pick<Alarm, 'point' | 'segmentId' | 'area'>,
  fences: readonly FenceSegment[],
): AlarmPlace {
  const fence = fences.find(({ id }) => id === segmentId) ?? null;
  return { point: point as LonLat | null, fence, area };
}
