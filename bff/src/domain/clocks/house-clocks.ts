import type { HouseClock } from './clock.ts';
import { drawSeconds } from './draw-second.ts';
import { emergencyClocks } from './emergency-clocks.ts';
import { endInspections } from './end-inspections.ts';
import { endInvitations } from './end-invitations.ts';
import { endMonitoring } from './end-monitoring.ts';
import { endOutages } from './end-outages.ts';
import { escalateAlarms } from './escalate-alarms.ts';
import { handOverClock } from './hand-over-clock.ts';
import { keepJourneys } from './keep-journeys.ts';
import { laneReferrals } from './lane-referrals.ts';
import { lapseClaims } from './lapse-claims.ts';
import { tellLateReviews } from './late-review.ts';
import { returnShelved } from './return-shelved.ts';
import { returnTransfers } from './return-transfers.ts';
import { returnWalls } from './return-walls.ts';
import { startProcedures } from './start-procedures.ts';
import { taskClocks } from './task-clocks.ts';
import { unownedIncidents } from './unowned-incidents.ts';
import { watchFloods } from './watch-floods.ts';
import { watchWalls } from './watch-walls.ts';

/** Every clock of the house, one file each. */
export const houseClocks: readonly HouseClock[] = [
  escalateAlarms,
  returnShelved,
  endOutages,
  watchFloods,
  lapseClaims,
  unownedIncidents,
  returnTransfers,
  endMonitoring,
  endInvitations,
  emergencyClocks,
  startProcedures,
  drawSeconds,
  tellLateReviews,
  laneReferrals,
  keepJourneys,
  handOverClock,
  returnWalls,
  watchWalls,
  endInspections,
  taskClocks,
];
