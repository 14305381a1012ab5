import type { HouseClock } from './clock.ts';
import { drawSeconds } from './draw-second.ts';
import { endInspections } from './end-inspections.ts';
import { endOutages } from './end-outages.ts';
import { escalateAlarms } from './escalate-alarms.ts';
import { handOverClock } from './hand-over-clock.ts';
import { laneReferrals } from './lane-referrals.ts';
import { tellLateReviews } from './late-review.ts';
import { returnShelved } from './return-shelved.ts';
import { returnWalls } from './return-walls.ts';
import { startProcedures } from './start-procedures.ts';
import { taskClocks } from './task-clocks.ts';
import { watchFloods } from './watch-floods.ts';

/** Every clock of the house, one file each. */
export const houseClocks: readonly HouseClock[] = [
  escalateAlarms,
  returnShelved,
  endOutages,
  watchFloods,
  startProcedures,
  drawSeconds,
  tellLateReviews,
  laneReferrals,
  handOverClock,
  returnWalls,
  endInspections,
  taskClocks,
];
