import { create } from 'zustand';
import { isSameThing, type Thing } from './thing.ts';

/** What this operator looks at. Each part is independent; all null is "nothing selected". */
export type Selection = {
  alarmId: string | null;
  incidentId: string | null;
  /** Whose picture is the large one. */
  cameraId: string | null;
  /** What is pointed out, on the map and wherever else it is spoken of. */
  thing: Thing | null;
};

export const noSelection: Selection = {
  alarmId: null,
  incidentId: null,
  cameraId: null,
  thing: null,
};

/** Read with `useSelection()` or `useSelection((s) => s.alarmId)`; change with `select`. */
export const useSelection = create<Selection>(() => noSelection);

/** Where the operator was before, newest last: what the key B returns to. */
const past: Selection[] = [];

/** Changes the named parts and keeps the others; another alarm lets go of what was pointed out. */
export function select(part: Partial<Selection>): void {
  const before = useSelection.getState();
  const isOther = part.alarmId !== undefined && part.alarmId !== before.alarmId;
  const after = { ...before, ...(isOther && { thing: null }), ...part };
  if (isSame(before, after)) return;
  past.push(before);
  if (past.length > 30) past.shift();
  useSelection.setState(after);
}

export function selectPrevious(): void {
  const before = past.pop();
  if (before) useSelection.setState(before, true);
}

function isSame(a: Selection, b: Selection): boolean {
  return (
    a.alarmId === b.alarmId &&
    a.incidentId === b.incidentId &&
    a.cameraId === b.cameraId &&
    isSameThing(a.thing, b.thing)
  );
}
