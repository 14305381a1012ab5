import type { Scenario } from './scenario.ts';
import { sealCut } from './u01-seal-cut.ts';
import { fenceBreach } from './u02-fence-breach.ts';
import { laneMismatch } from './u03-lane-mismatch.ts';
import { flooded } from './u04-flood.ts';
import { serverKilled } from './u05-server-killed.ts';
import { handOver } from './u06-hand-over.ts';
import { thrownToTheWall } from './u07-thrown-to-the-wall.ts';
import { offlineVerification } from './u08-offline-verification.ts';
import { silentAndFrozen } from './u09-silent-and-frozen.ts';
import { chatteringDoor } from './u10-chattering-door.ts';
import { withoutAMouse } from './u11-without-a-mouse.ts';

/** In the order of the catalogue. Freezing the screen to question people about it needs people. */
export const allScenarios: readonly Scenario[] = [
  sealCut,
  fenceBreach,
  laneMismatch,
  flooded,
  serverKilled,
  handOver,
  thrownToTheWall,
  offlineVerification,
  silentAndFrozen,
  chatteringDoor,
  withoutAMouse,
];
