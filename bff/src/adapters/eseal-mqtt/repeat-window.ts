/**
 * `(sealId, seq)` names a report: a seal that heard no acknowledgement sends it again. The first arrival
 * does the work, a repeat waits for the same outcome, so nothing is acknowledged before its commit. Holds
 * the newest `limit` reports; work that failed is forgotten and may be tried again.
 */
export function createRepeatWindow(limit = 20_000) {
  const outcomes = new Map<string, Promise<void>>();

  function forgetOldest() {
    for (const key of outcomes.keys()) {
      if (outcomes.size <= limit) return;
      outcomes.delete(key);
    }
  }

  return {
    async once(
      sealId: string,
      deviceSeq: number,
      work: () => Promise<void>,
    ): Promise<'first' | 'repeat'> {
      const key = `${sealId} ${deviceSeq}`;
      const before = outcomes.get(key);
      if (before) {
        await before;
        return 'repeat';
      }
      const outcome = work();
      outcomes.set(key, outcome);
      forgetOldest();
      try {
        await outcome;
      } catch (error) {
        if (outcomes.get(key) === outcome) outcomes.delete(key);
        throw error;
      }
      return 'first';
    },
    size: () => outcomes.size,
  };
}
