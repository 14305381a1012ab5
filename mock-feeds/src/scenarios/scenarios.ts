import type { Story } from '#sim/story.ts';
import { quietDay } from './quiet-day.ts';
import { sealCutInTransit } from './seal-cut-in-transit.ts';

/** Every story that can be asked for by name. */
export const scenarios = {
  'seal-cut-in-transit': sealCutInTransit,
  'quiet-day': quietDay,
} as const satisfies Record<string, Story | null>;

export type ScenarioName = keyof typeof scenarios;
