import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { HouseClock } from '#domain/clocks/clock.ts';
import type { CommandWorld } from '#domain/commands/command-decision.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import { createWatch, type Watch } from '#live/watch.ts';

const lookEveryMs = 1_000;

type Deps = {
  lane: Pick<DecisionLane, 'decide' | 'look'>;
  commandWorldOf: (situation: Situation) => CommandWorld;
  clocks: readonly HouseClock[];
};

export type TimeKeeper = {
  /** The machine's clock was set by so much. */
  clockSet: (byMs: number) => void;
  /** Which clocks fail at present. */
  health: Watch['health'];
  close: () => void;
};

/**
 * Looks at every clock once a second, and asks the lane only when one is due. Each for itself: one
 * that throws is told and stops no other.
 */
export function keepTime({ lane, commandWorldOf, clocks }: Deps): TimeKeeper {
  const watch = createWatch();
  const underWay = new Set<HouseClock>();

  const decide = (drafts: (situation: Situation) => readonly DurableDraft[]) =>
    lane.decide(
      ({ situation, put }) => {
        put(drafts(situation));
        return undefined;
      },
      { messageKey: null, device: 'house-clocks', urgent: true },
    );

  async function look(clock: HouseClock): Promise<void> {
    const due = (situation: Situation) => clock.due(commandWorldOf(situation));
    if (lane.look(due).length === 0) return;
    underWay.add(clock);
    // What cannot be written now is due in a second, too.
    await decide(due).finally(() => underWay.delete(clock));
  }

  const beat = setInterval(() => {
    for (const clock of clocks) {
      if (!underWay.has(clock)) watch.run(`clock ${clock.name}`, () => look(clock));
    }
  }, lookEveryMs);

  return {
    clockSet: (byMs) => {
      const actor = { kind: 'machine' as const, name: 'clock' };
      const set = { type: 'clock.set' as const, areas: [...areaIds], actor, data: { byMs } };
      watch.run('the clock was set', () => decide(() => [set]).then(() => undefined));
    },
    health: watch.health,
    close: () => clearInterval(beat),
  };
}
