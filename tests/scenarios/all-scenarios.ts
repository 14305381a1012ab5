import type { Scenario } from './scenario.ts';
import { sealCut } from './u01-seal-cut.ts';

/** In the order of the catalogue. Freezing the screen to question people about it needs people. */
export const allScenarios: readonly Scenario[] = [sealCut];
