import type { FeedPlan } from '@ftz/shared/contract/feed-plan.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import type { Random } from '#sim/random.ts';
import type { Journal } from './journal.ts';

/** What simulated devices of one kind live in. */
export type KindSurroundings = {
  plan: FeedPlan;
  site: Site;
  /** A stream of dice for one device, by its name. */
  randomOf: (label: string) => Random;
  nowMs: () => number;
  journal: Journal;
  /** One line for whoever watches the process. */
  say: (line: string) => void;
};

/** `online` resolves when the centre has taken every device of this kind once. */
export type RunningKind = { online: Promise<void>; close: () => Promise<void> };

/**
 * A kind of device that lives by itself, beside the traffic of the simulated world: what it reports by
 * default is everyday life and raises no alarm.
 */
export type SimulatedKind = (surroundings: KindSurroundings) => Promise<RunningKind>;
