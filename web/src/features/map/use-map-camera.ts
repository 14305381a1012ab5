import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { useEffect, useState } from 'react';
import type { SiteFacts } from '#api/site.ts';
import { placeOfAlarmNow } from '#desk/place-of-thing.ts';
import { areaCorners } from './ground/area-names.ts';
import { boundsOf } from './paint/map-geometry.ts';
import type { MapView } from './view/map-view.ts';

/** Close enough to tell lanes and fence posts apart. */
const incidentZoom = 12.6;

type CameraOptions = {
  view: MapView;
  variant: 'desk' | 'wall';
  facts: SiteFacts | null;
  focus: LonLat | null;
  area: AreaId | null;
  selected: Alarm | null;
};

/** The desk flies to the alarm that is newly selected; the wall stays where all can see everything. */
export function useMapCamera(options: CameraOptions): void {
  const { view, variant, facts, focus, area, selected } = options;
  const [flownTo, setFlownTo] = useState<string | null>(null);
  const isWallOverview = variant === 'wall' && focus === null;
  useEffect(() => {
    const bounds = facts && boundsOf(areaCorners(facts.geography, area));
    if (bounds && (variant === 'desk' || isWallOverview)) view.showOverview(bounds);
  }, [view, facts, variant, area, isWallOverview]);
  useEffect(() => {
    if (focus) view.flyTo(focus, incidentZoom);
  }, [view, focus]);
  useEffect(() => {
    if (variant === 'wall' || !selected || selected.id === flownTo) return;
    const point = placeOfAlarmNow(selected);
    if (!point) return;
    setFlownTo(selected.id);
    view.flyTo(point, incidentZoom);
  }, [view, variant, selected, flownTo]);
}
