import { create } from 'zustand';

/** What this operator looks at. Each part is independent; all null is "nothing selected". */
export type Selection = {
  alarmId: string | null;
  incidentId: string | null;
  vehicleId: string | null;
  cameraId: string | null;
};

const noSelection: Selection = {
  alarmId: null,
  incidentId: null,
  vehicleId: null,
  cameraId: null,
};

/** Read with `useSelection()` or `useSelection((s) => s.alarmId)`; change with `select`. */
export const useSelection = create<Selection>(() => noSelection);

/** Where the operator was before, newest last: what the key B returns to. */
const past: Selection[] = [];

/** Changes the named parts and keeps the others. */
export function select(part: Partial<Selection>): void {
  const before = useSelection.getState();
  const after = { ...before, ...part };
  if (Object.keys(noSelection).every((key) => isSame(before, after, key as keyof Selection)))
    return;
  past.push(before);
  if (past.length > 30) past.shift();
  useSelection.setState(after);
}

export function selectPrevious(): void {
  const before = past.pop();
  if (before) useSelection.setState(before, true);
}

function isSame(a: Selection, b: Selection, key: keyof Selection): boolean {
  return a[key] === b[key];
}
