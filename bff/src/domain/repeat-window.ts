/**
 * Devices repeat a report under the same name until they are acknowledged. The first arrival of a key
 * does the work; a repeat within `spanMs` waits for the same outcome, so that it is never acknowledged
 * before the commit. Work that failed is forgotten: the next repeat tries again. Holds `limit` keys.
 */
export function createRepeatWindow(spanMs: number, limit = 10_000) {
  const seen = new Map<string, { atMs: number; outcome: Promise<void> }>();

  function forgetOld(nowMs: number) {
    for (const [key, entry] of seen) {
      if (nowMs - entry.atMs <= spanMs && seen.size <= limit) return;
      seen.delete(key);
    }
  }

  return {
    async once(key: string, nowMs: number, work: () => Promise<void>): Promise<'first' | 'repeat'> {
      forgetOld(nowMs);
      const before = seen.get(key);
      if (before) {
        await before.outcome;
        return 'repeat';
      }
      const entry = { atMs: nowMs, outcome: work() };
      seen.set(key, entry);
      try {
        await entry.outcome;
      } catch (error) {
        if (seen.get(key) === entry) seen.delete(key);
        throw error;
      }
      return 'first';
    },
    size: () => seen.size,
  };
}

export type RepeatWindow = ReturnType<typeof createRepeatWindow>;
