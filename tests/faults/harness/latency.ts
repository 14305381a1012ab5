import type { ReadRange } from './live-reader.ts';
import type { TruthJournal } from './truth-journal.ts';

/** How long a report takes from its device to the desks, in ms, desk by desk. */
export type Latency = {
  onRange: (range: ReadRange, atMs: number) => void;
  /** What was measured since it was last asked. */
  take: () => number[];
};

export function measureLatency(journal: TruthJournal, keys?: ReadonlySet<number>): Latency {
  let samples: number[] = [];
  return {
    onRange: (range, atMs) => {
      for (const key of range.keys) {
        if (keys && !keys.has(key)) continue;
        const fact = journal.factOf(key);
        if (fact) samples.push(atMs - fact.sentAtMs);
      }
    },
    take: () => {
      const taken = samples;
      samples = [];
      return taken;
    },
  };
}
