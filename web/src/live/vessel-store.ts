import type { Vessel } from '@ftz/shared/contract/vessel.ts';
import { create } from 'zustand';

/** What was read last of the vessels around the port, and when by this page's steady clock. */
export type ReadVessels = { vessels: readonly Vessel[]; readAtMs: number };

const store = create<ReadVessels>(() => ({ vessels: [], readAtMs: 0 }));

export function takeVessels(read: ReadVessels): void {
  store.setState(read);
}

export function vesselsNow(): ReadVessels {
  return store.getState();
}

export function useReadVessels(): ReadVessels {
  return store();
}
