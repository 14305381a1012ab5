import { useState, useSyncExternalStore } from 'react';

/** `auto` follows the phone: light in the day, dark at night. */
export type PhoneTheme = 'auto' | 'light' | 'dark';

const themes: readonly PhoneTheme[] = ['auto', 'light', 'dark'];
const key = 'phone-theme';

export function usePhoneTheme(): [theme: PhoneTheme, next: () => void] {
  const [theme, setTheme] = useState<PhoneTheme>(read);
  const next = () => {
    const after = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
    try {
      localStorage.setItem(key, after);
    } catch {
      // The choice then lives for the page.
    }
    setTheme(after);
  };
  return [theme, next];
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

function read(): PhoneTheme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(key)) ?? 'auto';
  } catch {
    return 'auto';
  }
}
