import { procedureDrafts } from '#domain/procedures/start-procedure.ts';
import type { HouseClock } from './clock.ts';

/**
 * An incident begins with its procedure; this is for what came to be open, or graver, in another way:
 * split off, opened again, or there before this house knew procedures.
 */
export const startProcedures: HouseClock = {
  name: 'procedures',
  due: ({ situation }) =>
    Object.values(situation.incidents).flatMap((incident) => procedureDrafts(situation, incident)),
};
