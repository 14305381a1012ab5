import type { LonLat } from '@ftz/shared/contract/position.ts';
import { useEffect, useRef } from 'react';
import type { Pixel } from '#features/map/paint/pixels.ts';

type Placing = {
  project: (point: LonLat) => Pixel;
  onPlaced: (listener: () => void) => () => void;
};

/** Holds a bar along a straight line of the map while the map moves, without React rendering. */
export function useLinePin(view: Placing, line: readonly [LonLat, LonLat]) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = () => {
      const [from, to] = line.map((point) => view.project(point));
      if (!bar.current || !from || !to) return;
      const angle = Math.atan2(to.y - from.y, to.x - from.x);
      bar.current.style.width = `${Math.hypot(to.x - from.x, to.y - from.y)}px`;
      bar.current.style.transform = `translate(${from.x}px, ${from.y}px) rotate(${angle}rad)`;
    };
    place();
    return view.onPlaced(place);
  }, [view, line]);
  return bar;
}
