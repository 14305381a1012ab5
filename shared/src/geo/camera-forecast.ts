import type { AreaId } from '#contract/ids.ts';
import type { LonLat } from '#contract/position.ts';
import type { Camera } from '#contract/site.ts';
import type { CameraFinder } from './camera-finder.ts';
import type { PredictedPoint } from './predict-path.ts';

/** Which camera sees the target so many seconds ahead, and from when on none does. */
export type CameraForecast = {
  /** One of each moment that was asked for; null: none will see it. */
  next: { aheadS: number; camera: Camera | null }[];
  /** The first moment at which none does, and where it then is; null: there is none. */
  unseen: { aheadS: number; point: LonLat } | null;
};

/** How often the way ahead is looked at: in five seconds a lorry is 100 m further. */
const stepS = 5;

/** The moments, in seconds from now, for which a forecast needs the predicted points. */
export const forecastMoments = Array.from({ length: 13 }, (_, i) => i * stepS);

export function forecastCameras(
  finder: CameraFinder,
  points: readonly PredictedPoint[],
  area: AreaId | null,
  asked: readonly number[],
): CameraForecast {
  const seenBy = points.map((predicted) => {
    const [best] = finder.rank({ points: [predicted.point], area });
    return { ...predicted, camera: best && best.unseen === null ? best.camera : null };
  });
  const unseen = seenBy.find(({ camera }) => camera === null);
  return {
    next: asked.map((aheadS) => ({
      aheadS,
      camera: seenBy.find((each) => each.aheadS === aheadS)?.camera ?? null,
    })),
    unseen: unseen ? { aheadS: unseen.aheadS, point: unseen.point } : null,
  };
}
