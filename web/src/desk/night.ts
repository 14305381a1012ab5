import { useEffect } from 'react';
import { create } from 'zustand';
import { zoneTime } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';

/** How bright a desk is: by the zone's time of day, or as the person says. */
export type Brightness = 'auto' | 'light' | 'dark';

const choices: readonly Brightness[] = ['auto', 'light', 'dark'];
const key = 'desk-brightness';
const useStore = create<{ chosen: Brightness }>(() => ({ chosen: read() }));

export const useBrightness = (): Brightness => useStore(({ chosen }) => chosen);

export function chooseNextBrightness(): void {
  const { chosen } = useStore.getState();
  const next = choices[(choices.indexOf(chosen) + 1) % choices.length] ?? 'auto';
  try {
    localStorage.setItem(key, next);
  } catch {
    // The choice then lives for the page.
  }
  useStore.setState({ chosen: next });
}

/** Marks the page while it is dimmed: the same hues at less light, so that eyes stay used to the dark. */
export function useNightOnPage(): void {
  const chosen = useBrightness();
  const hour = Number(zoneTime(useNow()).slice(0, 2));
  const isNight = chosen === 'dark' || (chosen === 'auto' && (hour >= 20 || hour < 6));
  useEffect(() => {
    document.documentElement.toggleAttribute('data-night', isNight);
  }, [isNight]);
}

function read(): Brightness {
  try {
    return choices.find((each) => each === localStorage.getItem(key)) ?? 'auto';
  } catch {
    return 'auto';
  }
}
