import type { LonLat } from '@ftz/shared/contract/position.ts';
import { useEffect, useRef } from 'react';
import type { MapView } from './map-view.ts';

/**
 * Holds an element over a point of the map while map or point move, without React rendering.
 * `pointNow` is asked after each frame; null hides the element.
 */
export function usePin(view: MapView, pointNow: () => LonLat | null) {
  const element = useRef<HTMLDivElement>(null);
  const ask = useRef(pointNow);
  ask.current = pointNow;

  useEffect(() => {
    const place = () => {
      const point = ask.current();
      if (element.current) pin(element.current, point && view.project(point));
    };
    place();
    return view.onPlaced(place);
  }, [view]);

  useEffect(() => {
    const point = ask.current();
    if (element.current) pin(element.current, point && view.project(point));
  });
  return element;
}

function pin(element: HTMLElement, at: { x: number; y: number } | null): void {
  element.style.visibility = at ? 'visible' : 'hidden';
  if (at) element.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
}
