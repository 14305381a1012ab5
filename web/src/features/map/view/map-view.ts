import type { MapLayer } from '@ftz/shared/contract/map-layer.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { GeoJSONSource, LngLatBoundsLike, Map as MapLibreMap } from 'maplibre-gl';
import { labelLayerIds } from '#features/map/ground/label-layers.ts';
import { features, type MapFeature, type MapFeatures } from '#features/map/paint/map-features.ts';
import type { MapLook } from '#features/map/paint/map-look.ts';
import type { Pixel } from '#features/map/paint/pixels.ts';
import { createPinBoard, type PinBoard } from '#features/map/pins/pin-board.ts';
import { addMapIcons } from '#features/map/things/map-icons.ts';
import type { Crowd } from '#features/map/vehicles/crowd-squares.ts';
import { createTraffic } from '#features/map/vehicles/traffic.ts';
import type { VehicleMarks } from '#features/map/vehicles/vehicle-attributes.ts';
import { createSteadyFeed } from '#lib/steady-feed.ts';
import { type BlankMapOptions, openBlankMap } from './blank-map.ts';
import { followSize } from './follow-size.ts';
import { hitAt, listenToHover, type MapHit } from './map-hits.ts';
import { createOverview } from './map-overview.ts';
import { type DataSource, type ShapePart, vehiclesBeforeId } from './map-style.ts';
import { createPinShadows } from './pin-shadows.ts';
import { restyle } from './restyle.ts';

/** What stands is drawn anew no oftener: the pulse over a fence in alarm does not wait for it. */
const dataEveryMs = 500;

/** The drawn map, without React: data goes in by name, and whoever pins something to it asks `project`. */
export type MapView = {
  setData(source: Exclude<DataSource, 'shapes'>, data: MapFeatures): void;
  /** A part of what has length or breadth; the others stay as they are. */
  setShapes(part: ShapePart, data: MapFeatures): void;
  setVehicleMarks(marks: VehicleMarks): void;
  /** Told every other second where vehicles are counted instead of drawn, and at once after a zoom. */
  onCrowds(listener: (crowds: readonly Crowd[]) => void): () => void;
  /** Whether a count stands for the vehicle of this row. */
  isInCrowd(row: number): boolean;
  setVisible(layer: MapLayer, isVisible: boolean): void;
  /** Shows all of `bounds`, now and after every resize, until the operator moves the map. */
  showOverview(bounds: LngLatBoundsLike): void;
  flyTo(point: LonLat, zoom: number): void;
  zoomBy(steps: number): void;
  zoom(): number;
  project(point: LonLat): { x: number; y: number };
  isInView(point: LonLat): boolean;
  unproject(pixel: { x: number; y: number }): LonLat;
  /** What is pinned over it, arranged after each drawn frame and each movement of the camera. */
  pins: PinBoard;
  /** Called after each drawn frame and each movement of the camera. */
  onPlaced(listener: () => void): () => void;
  onClick(listener: (hit: MapHit) => void): () => void;
  /** What the pointer rests on, told when it moves on; null: it has left the map, or the map moves. */
  onHover(listener: (hit: MapHit | null) => void): () => void;
  /** The right button, or a long press: a place is asked about. */
  onAsk(listener: (point: LonLat) => void): () => void;
  /** A blind map stands still. */
  setBlind(isBlind: boolean): void;
  /** Vehicles grey, though all else on the map is of now. */
  setPositionsStopped(areStopped: boolean): void;
  /** Other colours, or another language: the same map with the same things on it. */
  setLook(look: MapLook): void;
  destroy(): void;
};

export type MapViewOptions = BlankMapOptions & { paddingPx: number };

const layersOf: Record<Exclude<MapLayer, 'vehicles'>, readonly string[]> = {
  seals: [],
  blind: [],
  heat: ['heat'],
  vessels: ['vessels'],
  gates: ['gates'],
  fences: ['fences', 'fence-trouble', 'fence-glow', 'fence-alarm'],
  cameras: ['cameras', 'wedges', 'wedges-lit'],
  units: ['units'],
  labels: labelLayerIds,
};

/** Resolves when the basemap stands; rejects where WebGL2 is not to be had, or a site's style is unsound. */
export async function createMapView(options: MapViewOptions): Promise<MapView> {
  const map = await openBlankMap(options);
  addMapIcons(map, options.look.palette, options.look.scale.mark);
  return assemble(map, options);
}

function assemble(map: MapLibreMap, options: MapViewOptions): MapView {
  let { look } = options;
  const { paddingPx } = options;
  const placed = new Set<() => void>();
  const unproject = ({ x, y }: Pixel): LonLat => {
    const { lng, lat } = map.unproject([x, y]);
    return [lng, lat];
  };
  const pins = createPinBoard({
    project: (point) => map.project(point),
    size: () => sizeOf(map),
    onArranged: (boxes) => shadows.arranged(boxes),
  });
  const place = () => {
    pins.place();
    for (const listener of placed) listener();
  };
  const sources = options.container.querySelector<HTMLElement>('.maplibregl-ctrl-attrib');
  if (sources) pins.keepClear(sources);
  const stopFollowing = followSize(map, options.container);
  const traffic = createTraffic(map, trafficLook(look), place);
  /** Without a graphics card a glide is a few late frames: what is meant is there at once. */
  const glideMs = (ms: number) => (traffic.isSlow() ? 0 : ms);
  const overview = createOverview(map, paddingPx, glideMs);
  const feed = createSteadyFeed<DataSource, MapFeatures>(
    (source, data) => map.getSource<GeoJSONSource>(source)?.setData(data),
    dataEveryMs,
  );
  const shadows = createPinShadows((of) => feed.put('shadows', of), unproject);
  const shapes = new Map<ShapePart, MapFeature[]>();
  map.on('move', place);
  map.on('resize', place);

  return {
    pins,
    setData: feed.put,
    setShapes(part, data) {
      shapes.set(part, data.features);
      feed.put('shapes', features([...shapes.values()].flat()));
    },
    setVehicleMarks: traffic.setMarks,
    onCrowds: traffic.onCrowds,
    isInCrowd: traffic.isHidden,
    setVisible(layer, isVisible) {
      if (layer === 'vehicles') return traffic.setVisible(isVisible);
      // Over a map of the site our own ground has no names.
      for (const id of layersOf[layer])
        if (map.getLayer(id))
          map.setLayoutProperty(id, 'visibility', isVisible ? 'visible' : 'none');
    },
    showOverview: overview.show,
    flyTo(point, zoom) {
      overview.leave();
      const zoomTo = Math.max(map.getZoom(), zoom);
      map.flyTo({ center: point, zoom: zoomTo, duration: glideMs(600) });
    },
    zoomBy(steps) {
      overview.leave();
      map.zoomTo(map.getZoom() + steps, { duration: glideMs(200) });
    },
    zoom: () => map.getZoom(),
    project: (point) => map.project(point),
    isInView(point) {
      const { x, y } = map.project(point);
      const { width, height } = sizeOf(map);
      return x >= 0 && y >= 0 && x <= width && y <= height;
    },
    unproject,
    onPlaced(listener) {
      placed.add(listener);
      return () => placed.delete(listener);
    },
    onClick(listener) {
      const handle = map.on('click', ({ point }) => listener(hitAt(map, point)));
      return () => handle.unsubscribe();
    },
    onHover: (listener) => listenToHover(map, listener),
    onAsk(listener) {
      const handle = map.on('contextmenu', ({ lngLat, originalEvent }) => {
        originalEvent.preventDefault();
        listener([lngLat.lng, lngLat.lat]);
      });
      return () => handle.unsubscribe();
    },
    setBlind: traffic.setBlind,
    setPositionsStopped: traffic.setPositionsStopped,
    setLook(next) {
      restyle(map, options.styleOf, look, next);
      traffic.setPalette(next.palette);
      look = next;
    },
    destroy() {
      placed.clear();
      pins.destroy();
      shadows.stop();
      stopFollowing();
      feed.stop();
      traffic.destroy();
      map.remove();
    },
  };
}

const trafficLook = ({ palette, scale }: MapLook) => ({
  palette,
  mark: scale.mark,
  beforeId: vehiclesBeforeId,
});

/** In pixels of the page; the canvas may have fewer, or more. */
function sizeOf(map: MapLibreMap): { width: number; height: number } {
  const { width, height } = map.getCanvas().style;
  return { width: Number.parseFloat(width), height: Number.parseFloat(height) };
}
