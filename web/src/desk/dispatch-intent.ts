import type { TaskKind } from '@ftz/shared/contract/task.ts';
import { create } from 'zustand';

/** How far the operator is in sending somebody: not at all, choosing what, or choosing whom. */
export type DispatchIntent =
  | { step: 'closed' }
  | { step: 'kind'; incidentId: string }
  /** `days`: until a follow-up check is due, where a line said so. */
  | {
      step: 'unit';
      incidentId: string;
      kind: TaskKind;
      days?: number;
      /** Whom the operator has in mind, before the server's suggestion is there. */
      unitId?: string;
    };

const store = create<{ intent: DispatchIntent }>(() => ({ intent: { step: 'closed' } }));

export function useDispatchIntent(): DispatchIntent {
  return store((state) => state.intent);
}

/** As it is now, outside of a component. */
export function dispatchIntent(): DispatchIntent {
  return store.getState().intent;
}

export function setDispatchIntent(intent: DispatchIntent): void {
  store.setState({ intent });
}
