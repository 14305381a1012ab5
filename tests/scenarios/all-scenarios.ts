import type { Scenario } from './scenario.ts';
import { sealCut } from './u01-seal-cut.ts';
import { flooded } from './u04-flood.ts';
import { serverKilled } from './u05-server-killed.ts';
import { silentAndFrozen } from './u09-silent-and-frozen.ts';

/** In the order of the catalogue. Freezing the screen to question people about it needs people. */
export const allScenarios: readonly Scenario[] = [sealCut, flooded, serverKilled, silentAndFrozen];
