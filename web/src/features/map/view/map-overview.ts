import type { LngLatBoundsLike, Map as MapLibreMap } from 'maplibre-gl';

/** Keeps all areas in view while nobody has moved the map. */
export function createOverview(map: MapLibreMap, padding: number, glideMs: (ms: number) => number) {
  let bounds: LngLatBoundsLike | null = null;
  const showAll = (duration: number) => {
    if (bounds) map.fitBounds(bounds, { padding, duration });
  };
  const leave = () => {
    bounds = null;
  };
  map.on('resize', () => showAll(0));
  map.on('dragstart', leave);
  map.on('wheel', leave);
  return {
    leave,
    show(next: LngLatBoundsLike) {
      const isFirst = bounds === null && !map.isMoving();
      bounds = next;
      showAll(isFirst ? 0 : glideMs(500));
    },
  };
}
