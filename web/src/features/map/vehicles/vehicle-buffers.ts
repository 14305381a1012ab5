import { Buffer, type BufferLayout, type Device } from '@luma.gl/core';
import type { VehicleColumns } from '#live/vehicle-columns.ts';
import {
  buildVehicleAttributes,
  crowdMark,
  type HideCrowds,
  type VehicleAttribute,
  type VehicleAttributeName,
  type VehicleMarks,
} from './vehicle-attributes.ts';

/** How a row lies on the graphics card: whole numbers, read as whole numbers by the shader. */
export const vehicleBufferLayout = [
  { name: 'instanceFrom', format: 'sint32x2', stepMode: 'instance' },
  { name: 'instanceTo', format: 'sint32x2', stepMode: 'instance' },
  { name: 'instanceGlide', format: 'uint32x2', stepMode: 'instance' },
  { name: 'instanceFixAtS', format: 'uint32', stepMode: 'instance' },
  { name: 'instancePose', format: 'uint8x4', stepMode: 'instance' },
  { name: 'instanceMark', format: 'uint8', stepMode: 'instance' },
] as const satisfies BufferLayout[];

export type VehicleBuffers = {
  /** Vehicles that were uploaded last. */
  count: () => number;
  /** Other buffers after the fleet has grown: whoever draws binds them anew. */
  attributes: () => Record<string, Buffer>;
  upload: (columns: VehicleColumns, marks: VehicleMarks, hideCrowds: HideCrowds) => void;
  /** Whether a crowd stood for the row at the last upload. */
  isHidden: (row: number) => boolean;
  destroy: () => void;
};

/** The fleet on the graphics card: one upload per beat, into buffers that stay. */
export function createVehicleBuffers(device: Device): VehicleBuffers {
  let capacity = 0;
  let count = 0;
  let marked = new Uint8Array(0);
  let buffers: Record<string, Buffer> = {};

  function destroy(): void {
    for (const buffer of Object.values(buffers)) buffer.destroy();
    buffers = {};
  }

  function makeRoom(rows: number): void {
    if (rows <= capacity && capacity > 0) return;
    destroy();
    capacity = Math.max(512, rows);
    marked = new Uint8Array(capacity);
    const bytesPerRow = { sint32x2: 8, uint32x2: 8, uint32: 4, uint8x4: 4, uint8: 1 };
    const usage = Buffer.VERTEX | Buffer.COPY_DST;
    buffers = Object.fromEntries(
      vehicleBufferLayout.map(({ name, format }) => [
        name,
        device.createBuffer({ byteLength: capacity * bytesPerRow[format], usage }),
      ]),
    );
  }

  makeRoom(0);
  return {
    count: () => count,
    attributes: () => buffers,
    isHidden: (row) => marked[row] === crowdMark,
    upload(columns, marks, hideCrowds) {
      makeRoom(columns.key.length);
      count = columns.rows;
      if (count === 0) return;
      const attributes = buildVehicleAttributes(columns, marks, marked, hideCrowds);
      for (const [name, attribute] of Object.entries(attributes))
        buffers[name as VehicleAttributeName]?.write(rowsOf(attribute, count));
    },
    destroy,
  };
}

function rowsOf({ value, width }: VehicleAttribute, rows: number): ArrayBufferView {
  const bytes = (value.byteLength / value.length) * width * rows;
  return new Uint8Array(value.buffer, value.byteOffset, bytes);
}
