import type { FenceSignal } from '@ftz/shared/contract/fence.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import type { UnitRecord } from '@ftz/shared/contract/unit.ts';
import { fenceConditionOf } from '@ftz/shared/state/fence-lifecycle.ts';
import { placeOfUnit } from '@ftz/shared/state/nearest-unit.ts';
import { feature, features, type MapFeatures } from '#features/map/paint/map-features.ts';
import { wedgeOf } from '#features/map/paint/map-geometry.ts';

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
export function unitFeatures(
  site: Site,
  records: Readonly<Record<string, UnitRecord>>,
  nowMs: number,
): MapFeatures {
  const field = site.units.filter(({ kind }) => kind === 'field');
  return features(
    field.map((unit) => {
      const { point, from } = placeOfUnit(unit, records[unit.id], nowMs);
      return pointFeature({ ...unit, point }, { from });
    }),
  );
}

/** `lit` cameras belong to what the operator looks at; `blind` ones give no evidence, and are drawn as if absent. */
export function cameraFeatures(
  site: Site,
  lit: ReadonlySet<string>,
  blind: ReadonlySet<string>,
): MapFeatures {
  return features(
    site.cameras.map((camera) =>
      pointFeature(camera, {
        lit: lit.has(camera.id),
        sees: camera.sees,
        blind: blind.has(camera.id),
      }),
    ),
  );
}

/** Who gives no picture covers no ground. */
export function wedgeFeatures(
  site: Site,
  lit: ReadonlySet<string>,
  blind: ReadonlySet<string>,
): MapFeatures {
  const seeing = site.cameras.filter(({ id }) => !blind.has(id));
  return features(
    seeing.map((camera) => {
      const ring = wedgeOf(camera.point, camera.headingDeg, camera.fovDeg, camera.rangeM);
      return feature(
        { type: 'Polygon', coordinates: [ring] },
        { part: 'wedge', lit: lit.has(camera.id) },
      );
    }),
  );
}

/** What a silent panel said last is no longer so, unless it was an alarm: that stands. */
function conditionOf(id: string, signal: FenceSignal | undefined, blind: ReadonlySet<string>) {
  const condition = fenceConditionOf(signal);
  return condition === 'normal' && blind.has(id) ? 'trouble' : condition;
}

export function fenceFeatures(
  site: Site,
  fences: Record<string, { signal: FenceSignal; atMs: number }>,
  blind: ReadonlySet<string>,
): MapFeatures {
  return features(
    site.fences.map((fence) => {
      const signal = fences[fence.id]?.signal;
      return feature(
        { type: 'LineString', coordinates: [...fence.line] },
        {
          part: 'fence',
          id: fence.id,
          condition: conditionOf(fence.id, signal, blind),
          grave: signal === 'verified-alarm',
        },
      );
    }),
  );
}
