import { type ErrorEvent, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { MapLook } from '#features/map/paint/map-look.ts';
import type { StyleOf } from './map-style.ts';

setWorkerUrl(workerUrl);

export type BlankMapOptions = {
  container: HTMLElement;
  look: MapLook;
  styleOf: StyleOf;
  /** A style of ours is sound: what cannot be fetched for it is no reason to draw nothing. */
  isOwn: boolean;
  isInteractive: boolean;
};

/** The library's map with nothing on it yet but its ground; rejects, and leaves nothing, where that cannot be drawn. */
export async function openBlankMap(options: BlankMapOptions): Promise<MapLibreMap> {
  const map = createMap(options);
  try {
    await whenLoaded(map, options.isOwn);
  } catch (error) {
    map.remove();
    throw error;
  }
  return map;
}

function createMap({ container, look, styleOf, isInteractive }: BlankMapOptions): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style: styleOf(look),
    center: [121.8, 31],
    zoom: 8.5,
    minZoom: 7,
    maxZoom: 17,
    maxBounds: [
      [120.2, 29.4],
      [123.6, 32.5],
    ],
    interactive: isInteractive,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    renderWorldCopies: false,
    trackResize: false,
    attributionControl: { compact: false },
    canvasContextAttributes: { antialias: false, powerPreference: 'high-performance' },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}

function whenLoaded(map: MapLibreMap, isOwn: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = ({ error }: ErrorEvent) => reject(new Error(error.message));
    if (!isOwn) map.on('error', fail);
    map.once('style.load', () => {
      if (!isOwn) map.off('error', fail);
      resolve();
    });
    map.once('webglcontextlost', () => reject(new Error('webgl context lost')));
  });
}
