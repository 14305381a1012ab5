import type { LonLat } from '@ftz/shared/contract/position.ts';
import { useEffect, useRef } from 'react';
import type { MapView } from './map-view.ts';

type Pixel = { x: number; y: number };

/**
 * Holds an element over a point of the map while map or point move, without React rendering.
 * `pointNow` is asked after each frame; null hides the element. `onPinned` is told where it stands,
 * `belowPx` says how far below its place something is drawn.
 */
export function usePin(
  view: MapView,
  pointNow: () => LonLat | null,
  onPinned: (element: HTMLDivElement, at: Pixel) => void = () => {},
  belowPx: () => number = () => 0,
) {
  const element = useRef<HTMLDivElement>(null);
  const ask = useRef(pointNow);
  ask.current = pointNow;
  const tell = useRef(onPinned);
  tell.current = onPinned;
  const askBelow = useRef(belowPx);
  askBelow.current = belowPx;
  const placeNow = useRef(() => {});

  useEffect(() => {
    const place = () => {
      const point = ask.current();
      const at = point && shifted(view.project(point), askBelow.current());
      if (!element.current) return;
      pin(element.current, at);
      if (at) tell.current(element.current, at);
    };
    placeNow.current = place;
    place();
    return view.onPlaced(place);
  }, [view]);

  useEffect(() => placeNow.current());
  return element;
}

const shifted = ({ x, y }: Pixel, belowPx: number): Pixel => ({ x, y: y + belowPx });

function pin(element: HTMLElement, at: Pixel | null): void {
  element.style.visibility = at ? 'visible' : 'hidden';
  if (at) element.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
}
