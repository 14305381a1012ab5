import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Device } from '@luma.gl/core';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { latestRevision, subscribeBeat } from '#live/latest-store.ts';
import { vehiclesBeforeId } from './basemap-style.ts';
import { browserFrameClock, createFramePacer } from './frame-pacer.ts';
import { metresPerPixel } from './map-geometry.ts';
import { bytesOf, type MapPalette } from './map-palette.ts';
import {
  buildVehicleAttributes,
  type VehicleAttributes,
  type VehicleMarks,
} from './vehicle-attributes.ts';
import { VehicleLayer, type VehicleLayerProps } from './vehicle-layer.ts';

/** A vehicle is drawn again when it has moved this far on the screen. */
const visibleStepPx = 0.3;
const fastestFrameMs = 33;
const metresPerDegree = 111_195;
const siteLatitude = 31;

/** So many frames this slow in a row: the machine draws without a GPU, and half the pixels must do. */
const slowFrameMs = 120;
const slowFrames = 4;
const coarsestPixelRatio = 0.5;

type TrafficLook = { palette: MapPalette; mark: number };

/**
 * The moving layer: its columns are rebuilt once per beat, and the map is redrawn as often as
 * something visibly moved, no oftener. `onDrawn` is called with each frame.
 */
export function createTraffic(map: MapLibreMap, look: TrafficLook, onDrawn: () => void) {
  const baseMs = Date.now();
  let marks: VehicleMarks = { selectedId: null, alarmed: new Map() };
  let isVisible = true;
  let isBlind = false;
  let builtRevision = -1;
  let attributes = buildVehicleAttributes(baseMs, baseMs, marks, look.palette);
  let device: Device | null = null;
  const overlay = new MapLibreOverlay({
    interleaved: true,
    layers: [],
    onDeviceInitialized: (created) => {
      device = created;
    },
  });
  map.addControl(overlay);

  const draw = (nowMs: number) => {
    if (isBlind) return;
    if (builtRevision !== latestRevision()) {
      builtRevision = latestRevision();
      attributes = buildVehicleAttributes(nowMs, baseMs, marks, look.palette);
    }
    const { data } = attributes;
    if (device) followPixelRatio(map, device);
    overlay.setProps({ layers: [vehicleLayer(map, look, { data, baseMs, isVisible })] });
    map.triggerRepaint();
    onDrawn();
  };
  const pacer = createFramePacer({
    draw,
    nextInMs: (nowMs) => (isBlind || !isVisible ? null : nextMoveMs(map, attributes, nowMs)),
    fastestMs: fastestFrameMs,
    onCost: coarsenWhenSlow(map),
    clock: browserFrameClock,
  });
  const stopBeats = subscribeBeat(pacer.wake);
  map.on('zoom', pacer.wake);
  // Also while blind, when nothing else is drawn anew: the band itself changes the size of the map.
  map.on('resize', () => device && followPixelRatio(map, device));
  pacer.wake();

  const change = (apply: () => void) => {
    apply();
    builtRevision = -1;
    pacer.wake();
  };
  return {
    setMarks: (next: VehicleMarks) => change(() => (marks = next)),
    setVisible: (next: boolean) => change(() => (isVisible = next)),
    setBlind: (next: boolean) => change(() => (isBlind = next)),
    destroy() {
      stopBeats();
      pacer.stop();
      map.removeControl(overlay);
    },
  };
}

type Drawn = { data: VehicleLayerProps['data']; baseMs: number; isVisible: boolean };

function vehicleLayer(map: MapLibreMap, { palette, mark }: TrafficLook, drawn: Drawn) {
  const [r, g, b] = bytesOf(palette.water);
  const placed = {
    id: 'vehicles',
    /** Read by the overlay, which puts the layer under this one of the basemap. */
    beforeId: vehiclesBeforeId,
    visible: drawn.isVisible,
    data: drawn.data,
    nowS: () => (Date.now() - drawn.baseMs) / 1000,
    radiusPx: vehicleRadiusPx(map.getZoom()) * mark,
    rim: [r / 255, g / 255, b / 255] as [number, number, number],
  };
  return new VehicleLayer(placed);
}

/** Milliseconds until the fastest vehicle has moved a visible step; null when all stand. */
function nextMoveMs(map: MapLibreMap, attributes: VehicleAttributes, nowMs: number): number | null {
  if (nowMs >= attributes.movingUntilMs) return null;
  const pxPerDegree = metresPerDegree / metresPerPixel(map.getZoom(), siteLatitude);
  const pxPerMs = (attributes.fastestDegPerS * pxPerDegree) / 1000;
  return Math.min(1000, visibleStepPx / Math.max(pxPerMs, 1e-6));
}

/** Small and many from afar, readable headings from near. */
function vehicleRadiusPx(zoom: number): number {
  return Math.min(9.5, Math.max(5.4, 5.4 + (zoom - 9.5) * 1.2));
}

/** A 4K wall without a GPU: a coarser map that answers is better than a sharp one that hangs. */
function coarsenWhenSlow(map: MapLibreMap): (costMs: number) => void {
  let slowInARow = 0;
  return (costMs) => {
    slowInARow = costMs > slowFrameMs ? slowInARow + 1 : 0;
    if (slowInARow < slowFrames || map.getPixelRatio() <= coarsestPixelRatio) return;
    slowInARow = 0;
    map.setPixelRatio(Math.max(coarsestPixelRatio, map.getPixelRatio() / 2));
  };
}

/**
 * deck.gl takes the display's pixel ratio for the map's; where the map is coarser the two would
 * disagree about where a pixel is, and the vehicles would drive beside the roads.
 */
function followPixelRatio(map: MapLibreMap, device: Device): void {
  const context = device.getDefaultCanvasContext();
  const { width, height } = map.getCanvas();
  const useDevicePixels = map.getPixelRatio();
  if (context.props.useDevicePixels !== useDevicePixels) context.setProps({ useDevicePixels });
  context.setDrawingBufferSize(width, height);
}
