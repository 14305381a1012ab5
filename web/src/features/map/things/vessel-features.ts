import type { Vessel } from '@ftz/shared/contract/vessel.ts';
import { feature, features, type MapFeatures } from '#features/map/paint/map-features.ts';

/** A place older than this is where a vessel was: ships at anchor speak every three minutes. */
export const vesselStaleAfterS = 240;

const slowestKn = 0.5;

/** Which way the bow points, or whither it goes; null where neither is said. */
const bowOf = ({ headingDeg, courseDeg, speedKn }: Vessel): number | null =>
  headingDeg ?? ((speedKn ?? 0) > slowestKn ? courseDeg : null);

/** `ageS` counts from when the list was read; `olderByS` is how long ago that was. */
export function vesselFeatures(vessels: readonly Vessel[], olderByS: number): MapFeatures {
  return features(
    vessels.map((vessel) => {
      const bowDeg = bowOf(vessel);
      return feature(
        { type: 'Point', coordinates: vessel.point },
        {
          mmsi: vessel.mmsi,
          shape: vessel.kind === 'base-station' ? 'station' : bowDeg === null ? 'still' : 'bow',
          bowDeg: bowDeg ?? 0,
          stale: vessel.ageS + olderByS > vesselStaleAfterS,
        },
      );
    }),
  );
}
