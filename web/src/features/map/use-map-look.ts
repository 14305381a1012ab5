import { type RefObject, useEffect, useSyncExternalStore } from 'react';
import { shownNow, subscribeShown } from '#desk/theme.ts';
import { languageNow, useLanguage } from '#text/text.ts';
import type { MapLook, MapScale } from './paint/map-look.ts';
import { readPalette } from './paint/map-palette.ts';
import type { MapView } from './view/map-view.ts';

/** The colours that hold where the map hangs, and the language of its names. */
export const lookAt = (host: Element, scale: MapScale): MapLook => ({
  palette: readPalette(host),
  scale,
  language: languageNow(),
  isDark: shownNow() !== 'light',
});

/** A drawn map follows the light of its page and the language, without being drawn from the start. */
export function useMapLook(
  host: RefObject<HTMLElement | null>,
  view: MapView | null,
  scale: MapScale | null,
): void {
  const language = useLanguage();
  const shown = useSyncExternalStore(subscribeShown, shownNow);
  // biome-ignore lint/correctness/useExhaustiveDependencies: they say when to look again.
  useEffect(() => {
    if (view && scale && host.current) view.setLook(lookAt(host.current, scale));
  }, [host, view, scale, language, shown]);
}
