import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { foldDrafts } from './fold-drafts.ts';
import type { CommandMark, DurableLog } from './ports.ts';

/** What one decision wants written; nothing is a decision too. `mark` makes a person's act repeatable. */
export type Wanted = { drafts: DurableDraft[]; mark?: CommandMark };
type Decision = (situation: Situation) => Wanted;

/**
 * Every decision of the house, of a rule or of a person, passes here one after another, each seeing
 * what the ones before it decided: so of two officers in one millisecond one wins, and one condition
 * raises one alarm. Decisions that wait while the disk works share the next commit.
 */
export type DecisionLane = {
  /** The situation as committed: what screens see. */
  situation: () => Situation;
  /**
   * Resolves after the commit with what was written; rejects when it could not be written. A decision
   * on a message whose key the log knows is not made again: nobody ever decides on a ghost.
   */
  decide: (decision: Decision, messageKey?: string | null) => Promise<DurableEvent[]>;
};

type Waiting = {
  decision: Decision;
  messageKey: string | null;
  resolve: (events: DurableEvent[]) => void;
  reject: (error: unknown) => void;
};

/**
 * A round is one transaction: its decisions build on each other, so they are kept or lost together.
 * Bounded, so that the first of a flood does not wait for the last.
 */
const mostPerRound = 300;

/** `history` folds the log so far; from then on the lane follows its own commits. */
export function openDecisionLane(
  log: DurableLog,
  history: Situation,
  nowMs: () => number,
): DecisionLane {
  let committed = history;
  const waiting: Waiting[] = [];
  let busy = false;

  log.onCommitted((events) => {
    committed = events.reduce(applyDurable, committed);
  });

  async function decideRound(round: Waiting[]): Promise<void> {
    const keys = round.flatMap(({ messageKey }) => messageKey ?? []);
    const known = keys.length === 0 ? new Set<string>() : await log.knownKeys(keys);
    const firsts = new Map<string, Promise<DurableEvent[]>>();
    let leading = committed;

    function decideOne({ decision, messageKey }: Waiting): Promise<DurableEvent[]> {
      const { drafts, mark } = decision(leading);
      if (drafts.length === 0) return Promise.resolve([]);
      leading = foldDrafts(leading, drafts, nowMs());
      const append = log.append(named(drafts, messageKey), mark);
      if (messageKey !== null) firsts.set(messageKey, append);
      return append;
    }

    async function settle(one: Waiting): Promise<void> {
      const key = one.messageKey ?? '';
      try {
        if (known.has(key)) one.resolve([]);
        // The same message twice in one round: the second one is as safe as the first.
        else if (firsts.has(key)) one.resolve((await firsts.get(key))?.slice(0, 0) ?? []);
        else one.resolve(await decideOne(one));
      } catch (error) {
        one.reject(error);
      }
    }
    await Promise.all(round.map(settle));
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    while (waiting.length > 0) {
      const round = waiting.splice(0, mostPerRound);
      // The log could not even be asked: nothing in this round was decided.
      await decideRound(round).catch((error) => {
        for (const { reject } of round) reject(error);
      });
    }
    busy = false;
  }

  return {
    situation: () => committed,
    decide: (decision, messageKey = null) =>
      new Promise((resolve, reject) => {
        waiting.push({ decision, messageKey, resolve, reject });
        void work();
      }),
  };
}

/** The first entry of a message carries its name; the log refuses a second one of that name. */
function named(drafts: DurableDraft[], messageKey: string | null): DurableDraft[] {
  if (messageKey === null) return drafts;
  return drafts.map((draft, i) => (i === 0 ? { ...draft, dedupeKey: messageKey } : draft));
}
