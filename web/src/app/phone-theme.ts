import { useState } from 'react';

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

function read(): PhoneTheme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(key)) ?? 'auto';
  } catch {
    return 'auto';
  }
}
