import type { ScenarioName } from '@ftz/shared/contract/feed-plan.ts';
import type { Story } from '#sim/story.ts';
import { quietDay } from './quiet-day.ts';
import { sealCutInTransit } from './seal-cut-in-transit.ts';

/** Every story that can be asked for by name. */
export const scenarios = {
  'seal-cut-in-transit': sealCutInTransit,
  'quiet-day': quietDay,
} as const satisfies Record<ScenarioName, Story | null>;
