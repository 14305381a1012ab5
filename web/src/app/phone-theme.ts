import { useSyncExternalStore } from 'react';
import { keptChoice } from '#lib/kept-choice.ts';

/** `auto` follows the phone: light in the day, dark at night. */
const phone = keptChoice('phone-theme', ['auto', 'light', 'dark']);
export type PhoneTheme = ReturnType<typeof phone.now>;

export function usePhoneTheme(): [theme: PhoneTheme, next: () => void] {
  return [useSyncExternalStore(phone.subscribe, phone.now), phone.next];
}

/** What is shown for it: `auto` goes on following the phone, also while the page is open. */
export function useShownTheme(theme: PhoneTheme): 'light' | 'dark' {
  const isDay = useSyncExternalStore(followDay, () => day.matches);
  if (theme !== 'auto') return theme;
  return isDay ? 'light' : 'dark';
}

const day = matchMedia('(prefers-color-scheme: light)');

function followDay(changed: () => void): () => void {
  day.addEventListener('change', changed);
  return () => day.removeEventListener('change', changed);
}
