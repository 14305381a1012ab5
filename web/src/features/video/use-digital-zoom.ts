import { type RefObject, useEffect, useState } from 'react';
import { drag, middle, type Place, whole, type Zoom, zoomBy } from './digital-zoom.ts';

/** What the keyboard and buttons do; a step is a tenth of the tile. */
export type ZoomActs = {
  by: (factor: number) => void;
  move: (xTenths: number, yTenths: number) => void;
  reset: () => void;
};

/** Digital zoom on the element that lies over a picture: wheel, pinch, drag, double click. */
export function useDigitalZoom(glass: RefObject<HTMLElement | null>): [Zoom, ZoomActs] {
  const [zoom, setZoom] = useState(whole);
  useEffect(() => {
    const element = glass.current;
    if (!element) return;
    const gone = new AbortController();
    listenToHand(element, (next) => setZoom(next), gone.signal);
    return () => gone.abort();
  }, [glass]);
  return [
    zoom,
    {
      by: (factor) => setZoom((now) => zoomBy(now, factor, middle)),
      move: (x, y) => setZoom((now) => drag(now, { x: -x / 10, y: -y / 10 })),
      reset: () => setZoom(whole),
    },
  ];
}

type Change = (next: (now: Zoom) => Zoom) => void;

function listenToHand(element: HTMLElement, change: Change, signal: AbortSignal): void {
  const placeOf = ({ clientX, clientY }: MouseEvent): Place => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  };
  const fingers = new Map<number, Place>();
  element.addEventListener(
    'wheel',
    (event) => {
      // The whole picture cannot become smaller: the page scrolls on.
      if (event.deltaY > 0 && !element.classList.contains('near')) return;
      event.preventDefault();
      change((now) => zoomBy(now, Math.exp(-event.deltaY / 400), placeOf(event)));
    },
    { signal, passive: false },
  );
  element.addEventListener('dblclick', () => change(() => whole), { signal });
  element.addEventListener(
    'pointerdown',
    (event) => {
      element.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, placeOf(event));
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const here = placeOf(event);
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      fingers.set(event.pointerId, here);
      change((now) => (other ? pinch(now, other, before, here) : dragged(now, before, here)));
    },
    { signal },
  );
  const lift = (event: PointerEvent) => fingers.delete(event.pointerId);
  element.addEventListener('pointerup', lift, { signal });
  element.addEventListener('pointercancel', lift, { signal });
}

const dragged = (now: Zoom, from: Place, to: Place) =>
  drag(now, { x: to.x - from.x, y: to.y - from.y });

function pinch(now: Zoom, other: Place, from: Place, to: Place): Zoom {
  const away = (place: Place) => Math.max(0.01, Math.hypot(place.x - other.x, place.y - other.y));
  const between = { x: (other.x + to.x) / 2, y: (other.y + to.y) / 2 };
  return zoomBy(now, away(to) / away(from), between);
}
