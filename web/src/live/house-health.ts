import { fetchHouseHealth } from '#api/house-health.ts';
import { createSharedQuestion } from './shared-question.ts';

export const houseHealthEveryMs = 10_000;

/** How the house says that its own parts do. */
export const useHouseHealth = createSharedQuestion(fetchHouseHealth, houseHealthEveryMs);
