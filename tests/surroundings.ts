import { noJournal } from '@ftz/mock-feeds/feeds/journal.ts';
import type { KindSurroundings } from '@ftz/mock-feeds/feeds/simulated-kind.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import { site } from '@ftz/shared/site/site.ts';
import type { House } from '#house.ts';

/** What simulated devices of one kind need to live beside a house of a test. */
export function surroundingsOf({ app }: House): KindSurroundings {
  const { feedPlan: plan } = app;
  return {
    plan,
    site,
    randomOf: (label) => createRandom(plan.seed, label),
    nowMs: Date.now,
    journal: noJournal,
    say: () => undefined,
  };
}
