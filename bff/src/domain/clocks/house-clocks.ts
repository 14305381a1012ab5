import type { HouseClock } from './clock.ts';

/** Every clock of the house, one file each. */
export const houseClocks: readonly HouseClock[] = [];
