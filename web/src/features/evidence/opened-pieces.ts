import { create } from 'zustand';
import { noteOpened } from '#api/evidence.ts';
import { perform } from '#live/acts.ts';

/** What this page has opened of each incident, so that the officer knows what he has not looked at. */
const store = create<{ opened: Record<string, readonly string[]> }>(() => ({ opened: {} }));
const none: readonly string[] = [];

/** `taskId` is the review that this officer does: it counts what he opened. */
export function openPiece(incidentId: string, pieceId: string, taskId: string | null): void {
  if (taskId !== null) {
    const argument = { taskId, evidenceId: pieceId };
    void perform(`${taskId}/${pieceId}`, 'task.open-evidence', argument, null);
  }
  const before = store.getState().opened[incidentId] ?? none;
  if (before.includes(pieceId)) return;
  void noteOpened(incidentId, pieceId);
  store.setState(({ opened }) => ({ opened: { ...opened, [incidentId]: [...before, pieceId] } }));
}

export function useOpenedPieces(incidentId: string): readonly string[] {
  return store(({ opened }) => opened[incidentId] ?? none);
}
