import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { announcedLately, isFlood } from '@ftz/shared/state/flood-lifecycle.ts';
import { useEffect } from 'react';
import { create } from 'zustand';
import { durableStore } from '#live/durable-store.ts';
import { serverNow } from '#live/server-clock.ts';

/** Whether more comes to this desk than one person can take in, and how much it is. */
export type DeskFlood = { flood: boolean; announced: number };

const store = create<DeskFlood>(() => ({ flood: false, announced: 0 }));

export function useDeskFlood(): DeskFlood {
  return store();
}

/** Looks once a second, for the desk as a whole: its areas may each be calm and it may not. */
export function useFloodWatch(areas: readonly AreaId[]): void {
  useEffect(() => {
    const look = () => {
      const { alarms } = durableStore.getState().situation;
      const announced = announcedLately(Object.values(alarms), areas, serverNow());
      const before = store.getState();
      const flood = isFlood(before.flood, announced);
      if (flood !== before.flood || announced !== before.announced)
        store.setState({ flood, announced });
    };
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [areas]);
}
