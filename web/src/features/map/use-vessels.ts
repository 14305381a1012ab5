import { useEffect } from 'react';
import { fetchVessels } from '#api/vessels.ts';
import { type ReadVessels, takeVessels, vesselsNow } from '#live/vessel-store.ts';
import { vesselFeatures } from './things/vessel-features.ts';
import type { MapView } from './view/map-view.ts';

const askEveryMs = 10_000;

/**
 * Vessels around the port, read every ten seconds while the layer is shown. When they cannot be read they
 * stay where they were, grow old and grey.
 */
export function useVessels(view: MapView, isShown: boolean): void {
  useEffect(() => {
    if (!isShown) return;
    let isGone = false;
    const ask = async () => {
      const answer = await fetchVessels();
      if (isGone) return;
      const nowMs = performance.now();
      const read: ReadVessels = answer.ok
        ? { vessels: answer.value.vessels, readAtMs: nowMs }
        : vesselsNow();
      takeVessels(read);
      view.setData('vessels', vesselFeatures(read.vessels, (nowMs - read.readAtMs) / 1000));
    };
    void ask();
    const timer = setInterval(() => void ask(), askEveryMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [view, isShown]);
}
