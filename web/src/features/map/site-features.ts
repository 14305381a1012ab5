import type { FenceSignal } from '@ftz/shared/contract/fence.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import { feature, features, type MapFeatures } from './map-features.ts';
import { wedgeOf } from './map-geometry.ts';

const pointFeature = (
  thing: { id: string; nameZh: string; nameEn: string; point: LonLat },
  more: Record<string, unknown> = {},
) =>
  feature(
    { type: 'Point', coordinates: thing.point },
    { id: thing.id, nameZh: thing.nameZh, nameEn: thing.nameEn, ...more },
  );

export function gateFeatures(site: Site): MapFeatures {
  return features(site.gates.map((gate) => pointFeature(gate)));
}

/** Units that sit at a desk are no thing on the ground: only field teams are drawn. */
export function unitFeatures(site: Site): MapFeatures {
  return features(
    site.units.filter((unit) => unit.kind === 'field').map((unit) => pointFeature(unit)),
  );
}

/** `lit` cameras belong to what the operator looks at. */
export function cameraFeatures(site: Site, lit: ReadonlySet<string>): MapFeatures {
  return features(
    site.cameras.map((camera) =>
      pointFeature(camera, { lit: lit.has(camera.id), sees: camera.sees }),
    ),
  );
}

export function wedgeFeatures(site: Site, lit: ReadonlySet<string>): MapFeatures {
  return features(
    site.cameras.map((camera) => {
      const ring = wedgeOf(camera.point, camera.headingDeg, camera.fovDeg, camera.rangeM);
      return feature({ type: 'Polygon', coordinates: [ring] }, { lit: lit.has(camera.id) });
    }),
  );
}

/** How a fence is drawn: what the panel said last of its zone. */
export function fenceConditionOf(signal: FenceSignal | undefined): 'normal' | 'alarm' | 'trouble' {
  if (signal === 'alarm' || signal === 'verified-alarm' || signal === 'tamper') return 'alarm';
  return signal === 'trouble' ? 'trouble' : 'normal';
}

export function fenceFeatures(
  site: Site,
  fences: Record<string, { signal: FenceSignal; atMs: number }>,
): MapFeatures {
  return features(
    site.fences.map((fence) => {
      const signal = fences[fence.id]?.signal;
      return feature(
        { type: 'LineString', coordinates: [...fence.line] },
        { id: fence.id, condition: fenceConditionOf(signal), grave: signal === 'verified-alarm' },
      );
    }),
  );
}
