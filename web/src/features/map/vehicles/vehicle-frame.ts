import { bytesOf, type MapPalette } from '#features/map/paint/map-palette.ts';
import { serverTimeAt } from '#live/latest-store.ts';
import { staleAfterMs } from '#live/vehicle-staleness.ts';
import type { VehicleFrame } from './vehicle-layer.ts';

/** Near the middle of the zone; vehicles are drawn by their distance from here. */
export const fleetOrigin: [lon: number, lat: number] = [121.8, 31];

const latitude = (fleetOrigin[1] * Math.PI) / 180;
const fixed = {
  originE6: fleetOrigin.map((degrees) => Math.round(degrees * 1e6)),
  latitude: [1 / Math.cos(latitude), Math.tan(latitude)],
  staleAfterS: staleAfterMs / 1000,
};

type Drawn = {
  nowMs: number;
  radiusPx: number;
  /** No position comes any more: all are drawn as old, however new the last fix still looks. */
  arePositionsOld: boolean;
};

/** What does not change while a map stands: where its vehicles are measured from, and their colours. */
export function frameMaker(palette: MapPalette) {
  const paint = paintBox(palette);
  const old = { ...paint, driving: paint.stale, parked: paint.stale, stranger: paint.stale };
  return ({ nowMs, radiusPx, arePositionsOld }: Drawn): VehicleFrame => ({
    ...fixed,
    ...(arePositionsOld ? old : paint),
    nowMs: nowMs >>> 0,
    serverNowS: Math.floor(serverTimeAt(nowMs) / 1000) >>> 0,
    radiusPx,
  });
}

function paintBox(palette: MapPalette) {
  const paint = (hex: string, alpha = 255) => bytesOf(hex, alpha).map((byte) => byte / 255);
  const [severity1, severity2, severity3, severity4] = palette.severity.map((hex) => paint(hex));
  return {
    rim: paint(palette.plate),
    driving: paint(palette.vehicle),
    parked: paint(palette.vehicle, 170),
    stale: paint(palette.text3, 150),
    stranger: paint(palette.unknown),
    selected: paint(palette.focus),
    severity1: severity1 ?? [],
    severity2: severity2 ?? [],
    severity3: severity3 ?? [],
    severity4: severity4 ?? [],
  };
}
