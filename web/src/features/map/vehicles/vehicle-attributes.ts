import type { Severity } from '@ftz/shared/contract/alarm.ts';
import { rowOfVehicle } from '#live/latest-store.ts';
import type { VehicleColumns } from '#live/vehicle-columns.ts';

/** What makes a vehicle look unlike the others. */
export type VehicleMarks = {
  selectedId: string | null;
  alarmed: ReadonlyMap<string, Severity>;
  /** Under way with a seal that is as it should be. */
  sealed: readonly string[];
};

/** What the shader reads of a row's mark: 0 none, 1 selected, above that the severity and one; 15 where a crowd stands for it; and a bit for the seal. */
const selectedMark = 1;
export const crowdMark = 15;
const sealedBit = 16;
const severityMark = (severity: Severity) => severity + 1;

/** Calls `hide` with rows that a crowd stands for; those that are `marked` stay. */
export type HideCrowds = (isMarked: (row: number) => boolean, hide: (row: number) => void) => void;

/** Numbers of one kind for all vehicles, as they lie in the columns and on the graphics card. */
export type VehicleAttribute = { value: ArrayBufferView & { length: number }; width: number };
export type VehicleAttributeName =
  | 'instanceFrom'
  | 'instanceTo'
  | 'instanceGlide'
  | 'instanceFixAtS'
  | 'instancePose'
  | 'instanceMark';

/**
 * The live columns under the names that `VehicleLayer` knows them by: nothing is copied on the way to
 * the graphics card, and nothing is computed per vehicle. `marked` is written anew: one byte per row.
 */
export function buildVehicleAttributes(
  columns: VehicleColumns,
  marks: VehicleMarks,
  marked: Uint8Array,
  hideCrowds: HideCrowds,
): Record<VehicleAttributeName, VehicleAttribute> {
  writeMarks(marked, marks);
  hideCrowds(
    (row) => marked[row] !== 0 && marked[row] !== sealedBit,
    (row) => {
      marked[row] = crowdMark;
    },
  );
  return {
    instanceFrom: { value: columns.fromE6, width: 2 },
    instanceTo: { value: columns.toE6, width: 2 },
    instanceGlide: { value: columns.glideMs, width: 2 },
    instanceFixAtS: { value: columns.fixAtS, width: 1 },
    instancePose: { value: columns.pose, width: 4 },
    instanceMark: { value: marked, width: 1 },
  };
}

function writeMarks(marked: Uint8Array, { selectedId, alarmed, sealed }: VehicleMarks): void {
  marked.fill(0);
  const mark = (id: string, value: number) => {
    const row = rowOfVehicle(id);
    if (row !== null) marked[row] = value;
  };
  if (selectedId !== null) mark(selectedId, selectedMark);
  for (const [id, severity] of alarmed) mark(id, severityMark(severity));
  for (const id of sealed) {
    const row = rowOfVehicle(id);
    if (row !== null) marked[row] = (marked[row] ?? 0) | sealedBit;
  }
}
