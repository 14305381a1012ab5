import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { applyAll } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { createStore } from 'zustand/vanilla';

/** `epoch` names the history that was folded; null until the first snapshot. */
type Durable = { epoch: string | null; situation: Situation };

export const durableStore = createStore<Durable>(() => ({
  epoch: null,
  situation: emptySituation(),
}));

export function takeSnapshot(epoch: string, situation: Situation): void {
  durableStore.setState({ epoch, situation });
}

/**
 * Folds one message of the durable lane. False when the page does not stand at `afterSeq`: something
 * is missing, nothing was folded, and the caller has to sync again.
 */
export function foldEvents(message: {
  afterSeq: number;
  upToSeq: number;
  events: readonly DurableEvent[];
}): boolean {
  const { situation } = durableStore.getState();
  if (message.afterSeq !== situation.seq) return false;
  const folded = applyAll(situation, message.events);
  durableStore.setState({ situation: { ...folded, seq: message.upToSeq } });
  return true;
}

export function forgetSituation(): void {
  durableStore.setState({ epoch: null, situation: emptySituation() });
}

/**
 * What a component needs of the situation. The answer is compared one level deep, so a selector may
 * build a new array on each call and still not re-render for events that leave its members alone.
 */
export function useSituation<T>(select: (situation: Situation) => T): T {
  return useStore(
    durableStore,
    useShallow((durable: Durable) => select(durable.situation)),
  );
}

/** False until the first snapshot: an empty list then means "not known", never "calm". */
export function useHasSituation(): boolean {
  return useStore(durableStore, (durable) => durable.epoch !== null);
}
