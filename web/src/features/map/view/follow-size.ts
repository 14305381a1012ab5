import type { Map as MapLibreMap } from 'maplibre-gl';

type SizedMap = Pick<MapLibreMap, 'getCanvas' | 'resize' | 'redraw'>;

/** Longer than until the frame is on its way to the screen in which something else took the room. */
const laterMs = 200;

/**
 * Gives the map its new size a moment after its place changed, and returns the way to stop. The library
 * would draw it anew within the frame that changed the place and so hold that frame back: without a
 * graphics card the band that says that this page is blind waited for seconds behind the map of a wall.
 */
export function followSize(map: SizedMap, place: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = () => {
    if (isSameSize(map.getCanvas(), place)) return;
    map.resize();
    map.redraw();
  };
  const observer = new ResizeObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(follow, laterMs);
  });
  observer.observe(place);
  return () => {
    observer.disconnect();
    clearTimeout(timer);
  };
}

function isSameSize(a: HTMLElement, b: HTMLElement): boolean {
  return a.clientWidth === b.clientWidth && a.clientHeight === b.clientHeight;
}
