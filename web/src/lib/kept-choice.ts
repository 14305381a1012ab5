/** One of a few words that a person chose, kept by the browser for the next time. */
export type KeptChoice<T extends string> = {
  now: () => T;
  next: () => void;
  subscribe: (changed: () => void) => () => void;
};

/**
 * The first word stands until another is chosen; where storage is refused (private windows, kiosk
 * policies) the choice lives for the page.
 */
export function keptChoice<T extends string>(
  key: string,
  words: readonly [T, ...T[]],
): KeptChoice<T> {
  let chosen = read(key, words);
  const listeners = new Set<() => void>();
  return {
    now: () => chosen,
    next() {
      chosen = words[(words.indexOf(chosen) + 1) % words.length] ?? words[0];
      try {
        localStorage.setItem(key, chosen);
      } catch {
        // It then lives for the page.
      }
      for (const listener of listeners) listener();
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

function read<T extends string>(key: string, words: readonly [T, ...T[]]): T {
  try {
    const kept = localStorage.getItem(key);
    return words.find((word) => word === kept) ?? words[0];
  } catch {
    return words[0];
  }
}
