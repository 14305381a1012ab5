import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { CommandWorld } from '#domain/commands/command-decision.ts';

/**
 * What the passing of time alone brings about. `due` answers what is to be written now, and nothing
 * once that is written: the times stand in the situation, so that a restart loses no timer and a
 * second look writes nothing twice. A clock escalates, lapses and reminds; it never acknowledges,
 * approves or closes.
 */
export type HouseClock = {
  name: string;
  due: (world: CommandWorld) => DurableDraft[];
};
