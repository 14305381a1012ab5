import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import type { CommandMark, DurableLog } from './ports.ts';
import { foldDrafts } from './process-event.ts';

/** What one decision wants written; nothing is a decision too. `mark` makes a person's act repeatable. */
export type Wanted = { drafts: DurableDraft[]; mark?: CommandMark };

/**
 * Every decision of the house, of a rule or of a person, passes here one after another, each seeing
 * what the ones before it decided: so of two officers in one millisecond one wins, and one condition
 * raises one alarm. Decisions that wait while the disk works share the next commit.
 */
export type DecisionLane = {
  /** The situation as committed: what screens see. */
  situation: () => Situation;
  /** Resolves after the commit with what was written; rejects when it could not be written. */
  decide: (decision: (situation: Situation) => Wanted) => Promise<DurableEvent[]>;
};

type Waiting = {
  decision: (situation: Situation) => Wanted;
  resolve: (events: DurableEvent[]) => void;
  reject: (error: unknown) => void;
};

/** Bounds one commit, so that the first of a flood does not wait for the last. */
const mostPerCommit = 500;

/** `history` folds the log so far; from then on the lane follows its own commits. */
export function openDecisionLane(
  log: DurableLog,
  history: Situation,
  nowMs: () => number,
): DecisionLane {
  let committed = history;
  let waiting: Waiting[] = [];
  let busy = false;

  log.onCommitted((events) => {
    committed = events.reduce(applyDurable, committed);
  });

  async function commitRound(): Promise<void> {
    const round = waiting.slice(0, mostPerCommit);
    waiting = waiting.slice(mostPerCommit);
    let leading = committed;
    const appends = round.map(({ decision, resolve, reject }) => {
      try {
        const { drafts, mark } = decision(leading);
        if (drafts.length === 0) return resolve([]);
        leading = foldDrafts(leading, drafts, nowMs());
        return log.append(drafts, mark).then(resolve, reject);
      } catch (error) {
        return reject(error);
      }
    });
    await Promise.all(appends);
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    while (waiting.length > 0) await commitRound();
    busy = false;
  }

  return {
    situation: () => committed,
    decide: (decision) =>
      new Promise((resolve, reject) => {
        waiting.push({ decision, resolve, reject });
        void work();
      }),
  };
}
