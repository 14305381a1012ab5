import type { Severity } from '@ftz/shared/contract/alarm.ts';
import { isStaleRow, latestColumns, vehicleOf } from '#live/latest-store.ts';
import { bytesOf, type MapPalette } from './map-palette.ts';

/** What makes a vehicle look unlike the others. */
export type VehicleMarks = {
  selectedId: string | null;
  alarmed: ReadonlyMap<string, Severity>;
};

export type VehicleAttributes = ReturnType<typeof buildVehicleAttributes>;

const drivingFromKph = 2;

/**
 * Copies of the columns in the layout of `VehicleLayer`. Built once per beat: deck.gl tells new data
 * from old by the identity of the arrays. `fastestDegPerS` is how fast the fastest vehicle glides.
 * Times are seconds since `baseMs`, so that a 32-bit float holds milliseconds for a day.
 */
export function buildVehicleAttributes(
  nowMs: number,
  baseMs: number,
  marks: VehicleMarks,
  palette: MapPalette,
) {
  const columns = latestColumns();
  const { rows } = columns;
  const motion = new Float32Array(rows * 4);
  const colors = new Uint8ClampedArray(rows * 4);
  const shapes = new Float32Array(rows);
  const paint = paintBox(palette);
  let fastestDegPerS = 0;
  let movingUntilMs = 0;
  for (let row = 0; row < rows; row++) {
    const startMs = columns.startMs[row] ?? 0;
    const durationMs = columns.durationMs[row] ?? 0;
    motion[row * 4] = (startMs - baseMs) / 1000;
    motion[row * 4 + 1] = durationMs / 1000;
    motion[row * 4 + 2] = columns.fromHeadingDeg[row] ?? 0;
    motion[row * 4 + 3] = columns.toHeadingDeg[row] ?? 0;
    const look = lookOf(row, nowMs, marks, paint, columns.speedKph[row] ?? 0);
    colors.set(look.color, row * 4);
    shapes[row] = look.shape;
    if (startMs + durationMs <= nowMs) continue;
    movingUntilMs = Math.max(movingUntilMs, startMs + durationMs);
    fastestDegPerS = Math.max(fastestDegPerS, (glideDeg(row) / durationMs) * 1000);
  }
  const data = {
    length: rows,
    attributes: {
      instanceFrom: { value: columns.fromLonLat.slice(0, rows * 2), size: 2 },
      instanceTo: { value: columns.toLonLat.slice(0, rows * 2), size: 2 },
      instanceMotion: { value: motion, size: 4 },
      instanceColor: { value: colors, size: 4 },
      instanceShape: { value: shapes, size: 1 },
    },
  };
  return { data, fastestDegPerS, movingUntilMs };
}

function glideDeg(row: number): number {
  const { fromLonLat: from, toLonLat: to } = latestColumns();
  const lon = (to[row * 2] ?? 0) - (from[row * 2] ?? 0);
  const lat = (to[row * 2 + 1] ?? 0) - (from[row * 2 + 1] ?? 0);
  return Math.hypot(lon, lat);
}

function paintBox(palette: MapPalette) {
  return {
    driving: bytesOf(palette.vehicle),
    parked: bytesOf(palette.vehicle, 170),
    stale: bytesOf(palette.text3, 150),
    untrusted: bytesOf(palette.unknown),
    selected: bytesOf(palette.focus),
    severity: palette.severity.map((hex) => bytesOf(hex)),
  };
}

type Look = { color: ArrayLike<number>; shape: number };

function lookOf(
  row: number,
  nowMs: number,
  marks: VehicleMarks,
  paint: ReturnType<typeof paintBox>,
  speedKph: number,
): Look {
  const vehicle = vehicleOf(latestColumns().key[row] ?? -1);
  const severity = vehicle ? marks.alarmed.get(vehicle.id) : undefined;
  if (severity) return { color: paint.severity[severity - 1] ?? paint.driving, shape: 3 };
  if (vehicle && vehicle.id === marks.selectedId) return { color: paint.selected, shape: 3 };
  if (!vehicle?.trusted) return { color: paint.untrusted, shape: 2 };
  const isDriving = speedKph >= drivingFromKph;
  if (isStaleRow(row, nowMs)) return { color: paint.stale, shape: isDriving ? 1 : 0 };
  return isDriving ? { color: paint.driving, shape: 1 } : { color: paint.parked, shape: 0 };
}
