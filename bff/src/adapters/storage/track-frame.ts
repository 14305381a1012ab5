import { StorageError } from './storage-error.ts';
import { createPointColumns, type PointColumns } from './track-points.ts';
import { VarintReader, VarintWriter } from './varint.ts';

/** A vehicle's number and a row fit one exact number up to here. */
export const mostInFrame = 4096;

const format = 1;
const numbersPerPoint = 8;
/** Heading and area share a number, with this for an area that does not fit beside the heading. */
const otherArea = 15;

const writer = new VarintWriter();

/**
 * One batch of points as it came in, in the order of the vehicles' numbers: each row is written as its
 * steps from the row before, about 11 bytes. The bytes are valid until the next call.
 */
export function encodeFrame(points: PointColumns, order: Uint32Array): Uint8Array {
  const { vehicle, atS, lonE6, latE6, speedDkph, headingDeg, area } = points;
  writer.begin(2 + order.length * numbersPerPoint);
  writer.write(format);
  writer.write(order.length);
  let before = -1;
  for (const row of order) {
    const step = (column: Uint32Array | Int32Array) =>
      writer.writeStep((column[row] ?? 0) - (before < 0 ? 0 : (column[before] ?? 0)));
    step(vehicle);
    step(atS);
    step(lonE6);
    step(latE6);
    writer.write(speedDkph[row] ?? 0);
    const place = area[row] ?? 0;
    writer.write(((headingDeg[row] ?? 0) << 4) | Math.min(place, otherArea));
    if (place >= otherArea) writer.write(place);
    before = row;
  }
  return writer.written();
}

/** The points of a frame in its order. Throws `damaged`. */
export function decodeFrame(bytes: Uint8Array): { count: number; points: PointColumns } {
  const reader = new VarintReader(bytes);
  if (reader.read() !== format) throw new StorageError('damaged', 'a track frame of another kind');
  const count = reader.read();
  if (count > mostInFrame) throw new StorageError('damaged', `a track frame of ${count} points`);
  const points = createPointColumns(count);
  for (let row = 0; row < count; row++) {
    points.vehicle[row] = (points.vehicle[row - 1] ?? 0) + reader.readStep();
    points.atS[row] = (points.atS[row - 1] ?? 0) + reader.readStep();
    points.lonE6[row] = (points.lonE6[row - 1] ?? 0) + reader.readStep();
    points.latE6[row] = (points.latE6[row - 1] ?? 0) + reader.readStep();
    points.speedDkph[row] = reader.read();
    const turned = reader.read();
    points.headingDeg[row] = turned >>> 4;
    const place = turned & otherArea;
    points.area[row] = place === otherArea ? reader.read() : place;
  }
  reader.end();
  return { count, points };
}

/** The rows of a batch in the order of the vehicles' numbers, and of their coming for each. */
export function orderByVehicle({ vehicle }: PointColumns, count: number): Uint32Array {
  const keys = new Float64Array(count);
  for (let row = 0; row < count; row++) keys[row] = (vehicle[row] ?? 0) * mostInFrame + row;
  return Uint32Array.from(keys.sort(), (key) => key % mostInFrame);
}
