import { useEffect, useState } from 'react';
import type { MapView } from './map-view.ts';

/** The zoom in quarter steps: what is grouped by it does not regroup with every turn of a wheel. */
export function useSettledZoom(view: MapView): number {
  const [zoom, setZoom] = useState(() => quarter(view.zoom()));
  useEffect(() => view.onPlaced(() => setZoom(quarter(view.zoom()))), [view]);
  return zoom;
}

const quarter = (zoom: number): number => Math.round(zoom * 4) / 4;
