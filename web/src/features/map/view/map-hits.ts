import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Thing, ThingKind } from '#desk/thing.ts';

/** What lies under a click, fixed things only; vehicles are found by the caller from the columns. */
export type MapHit = {
  point: { x: number; y: number };
  thing: Thing | null;
  /** Where several have one icon: a press goes nearer. */
  group: LonLat | null;
};

/** Where things are drawn that can be pointed out. */
const kindOfLayer: ReadonlyMap<string, ThingKind> = new Map([
  ['gates', 'gate'],
  ['units', 'unit'],
  ['cameras', 'camera'],
  ['vessels', 'vessel'],
  ['fences', 'fence'],
  ['fence-trouble', 'fence'],
  ['fence-alarm', 'fence'],
]);

/** What is drawn under this pixel, and a little around it. */
export function hitAt(map: MapLibreMap, point: { x: number; y: number }): MapHit {
  const reach = 12;
  const found = map.queryRenderedFeatures(
    [
      [point.x - reach, point.y - reach],
      [point.x + reach, point.y + reach],
    ],
    { layers: [...kindOfLayer.keys()] },
  );
  // What lies on top was found first; a line is everywhere, and gives way to any symbol on it.
  const [top] = found;
  const many: unknown = top?.properties.count;
  if (typeof many === 'number' && many > 1) {
    const { lng, lat } = map.unproject([point.x, point.y]);
    return { point, thing: null, group: [lng, lat] };
  }
  const things = found.flatMap(({ layer, properties }): Thing[] => {
    const kind = kindOfLayer.get(layer.id);
    const id: unknown = properties.id ?? properties.mmsi;
    return kind && id !== undefined ? [{ kind, id: String(id) }] : [];
  });
  return {
    point,
    thing: things.find(({ kind }) => kind !== 'fence') ?? things[0] ?? null,
    group: null,
  };
}

const hoverEveryMs = 120;

/** Asking what is drawn at a pixel costs too much for every movement of a hand. */
export function listenToHover(
  map: MapLibreMap,
  listener: (hit: MapHit | null) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let at: { x: number; y: number } | null = null;
  const look = () => {
    timer = null;
    listener(at && !map.isMoving() ? hitAt(map, at) : null);
  };
  const note = (point: { x: number; y: number } | null) => {
    at = point;
    timer ??= setTimeout(look, hoverEveryMs);
  };
  const handles = [
    map.on('mousemove', ({ point }) => note(point)),
    map.on('mouseout', () => note(null)),
    map.on('movestart', () => note(null)),
  ];
  return () => {
    if (timer !== null) clearTimeout(timer);
    for (const handle of handles) handle.unsubscribe();
  };
}
