import type { Severity } from '@ftz/shared/contract/alarm.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { Prediction } from '@ftz/shared/geo/predict-path.ts';
import { useCallback, useEffect, useMemo } from 'react';
import type { SiteFacts } from '#api/site.ts';
import { useSituation } from '#live/durable-store.ts';
import { subscribeBeat } from '#live/latest-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useLanguage, useText } from '#text/text.ts';
import { lettersOf } from '#ui/own-letters.ts';
import { type AreaName, areaNames } from './ground/area-names.ts';
import { nameFeatures } from './ground/name-features.ts';
import type { BlindSpot } from './marks/blind-spots.ts';
import type { MapFeatures } from './paint/map-features.ts';
import { scaledTo } from './paint/map-geometry.ts';
import type { MapScale } from './paint/map-look.ts';
import { besidePx, closeZoom, iconSizeAt } from './things/icon-offset.ts';
import { selectionFeatures } from './things/selection-features.ts';
import {
  cameraFeatures,
  fenceFeatures,
  gateFeatures,
  unitFeatures,
  wedgeFeatures,
} from './things/site-features.ts';
import { boxesOfGroups, groupThings } from './things/thing-groups.ts';
import type { MapView } from './view/map-view.ts';
import { useSettledZoom } from './view/use-settled-zoom.ts';

/** What the site's own things are called, in the page's language; answers the names of the areas. */
export function useGroundNames(view: MapView, facts: SiteFacts | null): readonly AreaName[] {
  const language = useLanguage();
  const { map: text } = useText();
  const areas = useMemo(() => {
    const nameOf = (id: string, part: string | null) =>
      text.areaNames[part === null ? id : `${id}-${part}`] ?? null;
    return facts ? areaNames(facts.geography, language, nameOf) : [];
  }, [facts, language, text]);
  useEffect(() => {
    if (!facts) return;
    const names = nameFeatures(facts.geography, language);
    let isNewest = true;
    const letters = lettersOf(async () => JSON.stringify(names));
    void letters.then(() => isNewest && view.setData('names', names));
    return () => {
      isNewest = false;
    };
  }, [view, facts, language]);
  return areas;
}

type GroupedSource = 'gates' | 'units' | 'cameras';

/** Draws icons so that none lies over another, at the zoom that the map has come to; labels keep off their counts. */
function useGrouping(
  view: MapView,
  { mark, textPx }: MapScale,
): (source: GroupedSource, things: MapFeatures) => void {
  const zoom = useSettledZoom(view);
  return useCallback(
    (source, things) => {
      const size = mark * iconSizeAt(zoom);
      const apart = { x: apartPx.x * size, y: apartPx.y * size };
      const groups = groupThings(things, (point) => scaledTo(zoom, point, view), apart);
      view.setData(source, groups);
      const belowPx = () => besideOf[source] * besidePx * size;
      const icon = { halfPx: 10 * size, textPx, belowPx };
      const isDrawn = mark === 1 || zoom >= closeZoom;
      view.pins.keepOff(source, () => (isDrawn ? boxesOfGroups(groups, view.project, icon) : []));
    },
    [view, zoom, mark, textPx],
  );
}

/** Teams stand above, cameras that have one icon below. */
const besideOf = { gates: 0, units: -1, cameras: 1 };

/** An icon, and the count beside it. */
const apartPx = { x: 27, y: 22 };

const unitsEveryMs = 10_000;

/** Fences by condition, teams where they are, cameras with those lit that belong to what is looked at. */
export function useSiteThings(
  view: MapView,
  facts: SiteFacts | null,
  litIds: readonly string[],
  blind: readonly BlindSpot[],
  scale: MapScale,
): void {
  const grouped = useGrouping(view, scale);
  const fences = useSituation((s) => s.fences);
  const dark = blind.map(({ thing }) => thing.id).join('\n');
  const units = useSituation((s) => s.units);
  useEffect(() => {
    if (facts)
      view.setShapes('fences', fenceFeatures(facts.site, fences, new Set(dark.split('\n'))));
  }, [view, facts, fences, dark]);
  const lookedAtMs = Math.floor(useNow() / unitsEveryMs) * unitsEveryMs;
  useEffect(() => {
    if (facts) grouped('units', unitFeatures(facts.site, units, lookedAtMs));
  }, [facts, units, lookedAtMs, grouped]);
  useEffect(() => {
    if (facts) grouped('gates', gateFeatures(facts.site));
  }, [facts, grouped]);
  const lit = litIds.join('\n');
  useEffect(() => {
    if (!facts) return;
    const ids = new Set(lit.split('\n'));
    const without = new Set(dark.split('\n'));
    grouped('cameras', cameraFeatures(facts.site, ids, without));
    view.setShapes('wedges', wedgeFeatures(facts.site, ids, without));
  }, [view, facts, lit, dark, grouped]);
}

/** Corridor and trail of what is selected; the trail grows with the beats. */
export function useWay(
  view: MapView,
  vehicleId: string | null,
  prediction: Prediction | null,
  journey: Journey | null,
): void {
  useEffect(() => {
    const draw = () =>
      view.setShapes('selection', selectionFeatures(vehicleId, journey, prediction));
    draw();
    if (vehicleId === null) return;
    let drawnAtMs = 0;
    return subscribeBeat(() => {
      if (Date.now() - drawnAtMs < 1000) return;
      drawnAtMs = Date.now();
      draw();
    });
  }, [view, vehicleId, journey, prediction]);
}

export function useMarks(
  view: MapView,
  selectedId: string | null,
  alarmed: ReadonlyMap<string, Severity>,
  sealed: readonly string[],
): void {
  useEffect(
    () => view.setVehicleMarks({ selectedId, alarmed, sealed }),
    [view, selectedId, alarmed, sealed],
  );
}
