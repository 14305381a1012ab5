import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { Findings } from './check-journal.ts';
import type { After } from './undo.ts';

/** a: at every merge, small; b: nightly, in full size; c: chaos, for as long as one wants. */
export const tiers = ['a', 'b', 'c'] as const;
export type Tier = (typeof tiers)[number];

export type RowSetting = {
  seed: number;
  tier: Tier;
  /** Row c runs for so long. */
  minutes: number;
  after: After;
  random: Random;
  /** Progress, for whoever watches. */
  say: (text: string) => void;
};

/** What a row saw. `sentences`: every breach of a promise; the row holds when there are none. */
export type Seen = {
  findings?: Findings;
  /** From "listening again" to gap-free at the head, of every desk at every fault. */
  resumesMs?: readonly number[];
  notes: string[];
  breaches: string[];
};

/** `notRun`: why this machine cannot. Never counted as passed. */
export type Row = {
  name: string;
  /** What must hold, in one line. */
  promise: string;
  tiers: readonly Tier[];
  run: (setting: RowSetting) => Promise<Seen | { notRun: string }>;
};

export type Verdict = {
  name: string;
  tier: Tier;
  seed: number;
  lost: number;
  unknown: number;
  duplicate: number;
  outOfOrder: number;
  outOfScope: number;
  resumeP50Ms: number | null;
  resumeP95Ms: number | null;
  resumeMaxMs: number | null;
  tookS: number;
  notes: string[];
  ok: boolean;
};
export type NotRun = { name: string; tier: Tier; seed: number; notRun: string };
export type Outcome = Verdict | NotRun;

export const isNotRun = (outcome: Outcome): outcome is NotRun => 'notRun' in outcome;
