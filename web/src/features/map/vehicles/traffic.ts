import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Device } from '@luma.gl/core';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { metresPerPixel } from '#features/map/paint/map-geometry.ts';
import type { MapPalette } from '#features/map/paint/map-palette.ts';
import { fastestGlideAt, latestColumns, serverTimeAt, subscribeBeat } from '#live/latest-store.ts';
import { staleAfterMs } from '#live/vehicle-staleness.ts';
import type { Crowd } from './crowd-squares.ts';
import { browserFrameClock, createFramePacer } from './frame-pacer.ts';
import type { HideCrowds, VehicleMarks } from './vehicle-attributes.ts';
import { createVehicleBuffers, type VehicleBuffers } from './vehicle-buffers.ts';
import { createCrowdFinder, isStranger } from './vehicle-crowds.ts';
import { fleetOrigin, frameMaker } from './vehicle-frame.ts';
import { type VehicleFrame, VehicleLayer } from './vehicle-layer.ts';

/** A vehicle is drawn again when it has moved this far on the screen. */
const visibleStepPx = 0.3;
const fastestFrameMs = 33;
const metresPerE6 = 0.111195;
const siteLatitude = 31;

/** So many frames this slow in a row: the machine draws without a GPU, and half the pixels must do, or a quarter. */
const slowFrameMs = 60;
const slowFrames = 4;
const coarsestPixelRatio = 0.5;

/** A square in which more than a few vehicles lie over each other. */
const crowdCellPx = 46;
/** Counts are read, not watched. */
const crowdsEveryMs = 1_900;

type TrafficLook = {
  palette: MapPalette;
  mark: number;
  /** The layer under which vehicles are drawn. */
  beforeId: string;
};

/**
 * The moving layer: its columns go to the graphics card once per beat, and the map is redrawn as often
 * as something visibly moved, no oftener. `onDrawn` is called with each frame.
 */
export function createTraffic(map: MapLibreMap, look: TrafficLook, onDrawn: () => void) {
  let makeFrame = frameMaker(look.palette);
  let arePositionsOld = false;
  let marks: VehicleMarks = { selectedId: null, alarmed: new Map(), sealed: [] };
  let isVisible = true;
  /** A blind map stands still, also where something else draws it anew. */
  let stoppedAtMs: number | null = null;
  let device: Device | null = null;
  let fleet: VehicleBuffers | null = null;

  const crowdFinder = createCrowdFinder();
  const crowdListeners = new Set<(crowds: readonly Crowd[]) => void>();
  let crowds: readonly Crowd[] = [];
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let isZoomed = false;

  const frameNow = () =>
    makeFrame({
      nowMs: stoppedAtMs ?? Date.now(),
      radiusPx: vehicleRadiusPx(map.getZoom()) * look.mark,
      arePositionsOld,
    });
  const setLayer = () => {
    if (fleet)
      overlay.setProps({ layers: [vehicleLayer(fleet, frameNow, isVisible, look.beforeId)] });
  };
  const overlay = new MapLibreOverlay({
    interleaved: true,
    layers: [],
    onDeviceInitialized: (created) => {
      device = created;
      fleet = createVehicleBuffers(created);
      setLayer();
      takeBeat();
    },
  });
  const followRatio = () => {
    if (device) followPixelRatio(map, device);
  };
  const repaint = map.triggerRepaint.bind(map);
  const pacer = createFramePacer({
    draw: () => {
      followRatio();
      repaint();
      onDrawn();
    },
    nextInMs: (nowMs) => (stoppedAtMs !== null || !isVisible ? null : nextMoveMs(map, nowMs)),
    fastestMs: fastestFrameMs,
    onCost: coarsenWhenSlow(map),
    clock: browserFrameClock,
  });
  const hideCrowds: HideCrowds = (isMarked, hide) => {
    const columns = latestColumns();
    const freshFromS = Math.floor((serverTimeAt(Date.now()) - staleAfterMs) / 1000);
    const rules = { zoom: quarterOf(map.getZoom()), cellPx: crowdCellPx * look.mark, freshFromS };
    const isKept = (row: number) => isMarked(row) || isStranger(columns, row);
    crowds = isVisible ? crowdFinder.find(columns, rules, isKept, hide) : [];
    tellCrowds();
  };
  const tellCrowds = () => {
    const nowMs = performance.now();
    if (nowMs - toldAtMs < crowdsEveryMs && !isZoomed) return;
    toldAtMs = nowMs;
    isZoomed = false;
    for (const listener of crowdListeners) listener(crowds);
  };
  const takeBeat = () => {
    if (stoppedAtMs !== null) return;
    fleet?.upload(latestColumns(), marks, hideCrowds);
    pacer.wake();
  };

  // Tiles, colours and vehicles all ask for a frame by this. Where the map itself moves nothing waits:
  // what is pinned to it has moved already.
  map.triggerRepaint = () => (map.isMoving() ? repaint() : pacer.wake());
  map.on('move', repaint);
  map.addControl(overlay);
  const stopBeats = subscribeBeat(takeBeat);
  map.on('zoom', pacer.wake);
  map.on('zoomend', () => {
    isZoomed = true;
    takeBeat();
  });
  // Also while blind, when nothing else is drawn anew: the band itself changes the size of the map.
  map.on('resize', followRatio);
  pacer.wake();

  return {
    setMarks(next: VehicleMarks) {
      marks = next;
      takeBeat();
    },
    setVisible(next: boolean) {
      isVisible = next;
      setLayer();
      isZoomed = true;
      takeBeat();
      pacer.wake();
    },
    setBlind(next: boolean) {
      stoppedAtMs = next ? (stoppedAtMs ?? Date.now()) : null;
      // Nothing may be drawn before the band that says so.
      if (next) pacer.stop();
      takeBeat();
    },
    setPalette(palette: MapPalette) {
      makeFrame = frameMaker(palette);
      pacer.wake();
    },
    setPositionsStopped(next: boolean) {
      arePositionsOld = next;
      pacer.wake();
    },
    onCrowds(listener: (crowds: readonly Crowd[]) => void) {
      crowdListeners.add(listener);
      listener(crowds);
      return () => crowdListeners.delete(listener);
    },
    isHidden: (row: number) => fleet?.isHidden(row) ?? false,
    isSlow: pacer.isSlow,
    destroy() {
      stopBeats();
      pacer.stop();
      map.removeControl(overlay);
      fleet?.destroy();
    },
  };
}

function vehicleLayer(
  fleet: VehicleBuffers,
  frameNow: () => VehicleFrame,
  isVisible: boolean,
  beforeId: string,
) {
  const placed = {
    id: 'vehicles',
    /** Read by the overlay, which puts the layer under this one of the basemap. */
    beforeId,
    visible: isVisible,
    coordinateSystem: 'lnglat-offsets' as const,
    coordinateOrigin: [...fleetOrigin, 0] as [number, number, number],
    fleet,
    frameNow,
  };
  return new VehicleLayer(placed);
}

const quarterOf = (zoom: number): number => Math.round(zoom * 4) / 4;

/** Milliseconds until the fastest vehicle has moved a visible step; null when all stand. */
function nextMoveMs(map: MapLibreMap, nowMs: number): number | null {
  const e6PerMs = fastestGlideAt(nowMs);
  if (e6PerMs === 0) return null;
  const pxPerE6 = metresPerE6 / metresPerPixel(map.getZoom(), siteLatitude);
  return Math.min(1000, visibleStepPx / Math.max(e6PerMs * pxPerE6, 1e-6));
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
    map.setPixelRatio(Math.max(coarsestPixelRatio, map.getPixelRatio() * Math.SQRT1_2));
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
