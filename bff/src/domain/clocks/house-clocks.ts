import type { HouseClock } from './clock.ts';
import { handOverClock } from './hand-over-clock.ts';
import { laneReferrals } from './lane-referrals.ts';
import { startProcedures } from './start-procedures.ts';

/** Every clock of the house, one file each. */
export const houseClocks: readonly HouseClock[] = [startProcedures, laneReferrals, handOverClock];
