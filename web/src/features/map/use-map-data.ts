import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { Prediction } from '@ftz/shared/geo/predict-path.ts';
import { useEffect } from 'react';
import type { SiteFacts } from '#api/site.ts';
import { useSituation } from '#live/durable-store.ts';
import { subscribeBeat } from '#live/latest-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useLanguage, useText } from '#text/text.ts';
import type { BlindSpot } from './blind-spots.ts';
import type { MapView } from './map-view.ts';
import { nameFeatures } from './name-features.ts';
import { selectionFeatures } from './selection-features.ts';
import {
  cameraFeatures,
  fenceFeatures,
  gateFeatures,
  unitFeatures,
  wedgeFeatures,
} from './site-features.ts';

/** What does not change for the life of a page, and names in its language. */
export function useGround(view: MapView, facts: SiteFacts | null): void {
  const language = useLanguage();
  const text = useText();
  useEffect(() => {
    if (!facts) return;
    view.setData('geography', facts.geography as Parameters<MapView['setData']>[1]);
    view.setData('gates', gateFeatures(facts.site));
  }, [view, facts]);
  useEffect(() => {
    if (!facts) return;
    const areaName = (id: string, part: string | null) =>
      text.map.areaNames[part === null ? id : `${id}-${part}`] ?? null;
    view.setData('names', nameFeatures(facts.geography, language, areaName));
  }, [view, facts, language, text]);
}

const unitsEveryMs = 10_000;

/** Fences by condition, teams where they are, cameras with those lit that belong to what is looked at. */
export function useSiteThings(
  view: MapView,
  facts: SiteFacts | null,
  litIds: readonly string[],
  blind: readonly BlindSpot[],
): void {
  const fences = useSituation((s) => s.fences);
  const dark = blind.map(({ thing }) => thing.id).join('\n');
  const units = useSituation((s) => s.units);
  useEffect(() => {
    if (facts) view.setData('fences', fenceFeatures(facts.site, fences, new Set(dark.split('\n'))));
  }, [view, facts, fences, dark]);
  const lookedAtMs = Math.floor(useNow() / unitsEveryMs) * unitsEveryMs;
  useEffect(() => {
    if (facts) view.setData('units', unitFeatures(facts.site, units, lookedAtMs));
  }, [view, facts, units, lookedAtMs]);
  const lit = litIds.join('\n');
  useEffect(() => {
    if (!facts) return;
    const ids = new Set(lit.split('\n'));
    const without = new Set(dark.split('\n'));
    view.setData('cameras', cameraFeatures(facts.site, ids, without));
    view.setData('wedges', wedgeFeatures(facts.site, ids, without));
  }, [view, facts, lit, dark]);
}

/** Corridor and trail of what is selected; the trail grows with the beats. */
export function useWay(
  view: MapView,
  selected: Alarm | null,
  vehicleId: string | null,
  prediction: Prediction | null,
  journey: Journey | null,
): void {
  useEffect(() => {
    const draw = () =>
      view.setData('selection', selectionFeatures(selected, vehicleId, journey, prediction));
    draw();
    if (vehicleId === null) return;
    let drawnAtMs = 0;
    return subscribeBeat(() => {
      if (Date.now() - drawnAtMs < 1000) return;
      drawnAtMs = Date.now();
      draw();
    });
  }, [view, selected, vehicleId, journey, prediction]);
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
