import { useLayoutEffect, useSyncExternalStore } from 'react';
import { keptChoice } from '#lib/kept-choice.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';

/**
 * How a desk is lit: dark, which dims itself at night; light; light by day and dark by night; or dimmed
 * now, for eyes that are to stay used to the dark.
 */
const desk = keptChoice('desk-theme', ['dark', 'light', 'hours', 'night']);
export type DeskTheme = ReturnType<typeof desk.now>;

export const chooseNextTheme = desk.next;
export const useDeskTheme = (): DeskTheme => useSyncExternalStore(desk.subscribe, desk.now);

export type Shown = 'light' | 'dark' | 'night';

const isNightHour = (hour: number) => hour >= 20 || hour < 6;

/** What is shown for a choice at an hour of the zone. */
export function shownTheme(chosen: DeskTheme, hour: number): Shown {
  if (chosen === 'light' || chosen === 'night') return chosen;
  if (isNightHour(hour)) return 'night';
  return chosen === 'hours' ? 'light' : 'dark';
}

/** For what is drawn without styles, and has to be drawn anew. */
export const shownNow = (): Shown => shown;
export function subscribeShown(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

let shown: Shown = 'dark';
const listeners = new Set<() => void>();

/** Phones have a choice of their own: there no desk's light comes in. */
export function useThemeOnPage(isDesk: boolean): void {
  const chosen = useDeskTheme();
  const hour = Number(zoneTime(useNow()).slice(0, 2));
  useLightOfPage(shownTheme(isDesk ? chosen : 'dark', hour));
}

/** Marks the page with what is shown: a wall's scene says that of itself. */
export function useLightOfPage(next: Shown): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.toggleAttribute('data-night', next === 'night');
    if (next === 'light') root.dataset.theme = 'light';
    else delete root.dataset.theme;
    if (next === shown) return;
    shown = next;
    for (const listener of listeners) listener();
  }, [next]);
}
