import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { foldEvent } from '@ftz/shared/state/apply-durable.ts';
import { Fold } from '@ftz/shared/state/fold.ts';
import { DecisionQueue, type Queued } from './decision-queue.ts';
import { type Leading, leadOn } from './fold-drafts.ts';
import type { CommandMark, DurableLog } from './ports.ts';

/** Looks, and puts what it wants written; nothing is a decision too. `mark` makes a person's act repeatable. */
export type Decision = (leading: Leading) => { mark?: CommandMark } | undefined;

/** What a decision is about, for those that a device asks for. */
export type Asked = {
  /** Names a message that may come again, see message-key.ts. */
  messageKey: string | null;
  /** Decisions on one device keep the order in which they were asked for. */
  device: string | null;
  /** Goes before all that is not, see urgency.ts. */
  urgent: boolean;
  /** Hears that the log had the message already, and so nothing was decided. */
  onKnown?: () => void;
};

/**
 * Every decision of the house, of a rule or of a person, passes here one after another, each seeing
 * what the ones before it decided: so of two officers in one millisecond one wins, and one condition
 * raises one alarm. Decisions that wait while the disk works share the next commit. Nobody hears an
 * outcome that rests on what was not written: where a round could not be, what devices said is
 * refused with it, and people's decisions are made once more, each on what is committed.
 */
export type DecisionLane = {
  /** The situation as committed, to keep. Who only looks and forgets looks by `look`, which is cheaper. */
  situation: () => Situation;
  /** Reads the committed situation within this call; it changes afterwards. */
  look: <T>(read: (situation: Situation) => T) => T;
  /** What a decision would write if it were taken now. Nothing is written, nothing is kept. */
  consider: (decision: Decision) => DurableDraft[];
  /**
   * Resolves after the commit with what was written; rejects when it could not be written, or when
   * too much waits already. A decision on a message whose key the log knows is not made again: nobody
   * ever decides on a ghost. Without `asked` it is a person's: never too much, and in the next round
   * before all that devices say. A person's decision may be asked twice, see above.
   */
  decide: (decision: Decision, asked?: Asked) => Promise<DurableEvent[]>;
  /** Whether something of this device waits or is being committed. */
  isWaiting: (device: string) => boolean;
};

type Waiting = Queued & {
  decision: Decision;
  messageKey: string | null;
  onKnown?: () => void;
  resolve: (events: DurableEvent[]) => void;
  reject: (error: unknown) => void;
};

/** What a decision came to in its round, before that is written. */
type Made =
  /** The log had its message already. */
  | { kind: 'known' }
  | { kind: 'nothing' }
  | { kind: 'wrong'; error: unknown }
  | { kind: 'put'; events: Promise<DurableEvent[]>; marked: boolean };

/**
 * A round is one transaction: its decisions build on each other, so they are kept or lost together.
 * Small, because a person waits for the one that is under way.
 */
const mostPerRound = 64;
/** Some seconds of the worst flood. More would only hide that the disk has stopped. */
const mostWaiting = { bulk: 5_000, urgent: 10_000 };

const ofPerson: Asked = { messageKey: null, device: null, urgent: true };

/** `history` folds the log so far; from then on the lane follows its own commits. */
export function openDecisionLane(
  log: DurableLog,
  history: Situation,
  nowMs: () => number,
): DecisionLane {
  const committed = new Fold(history);
  const queue = new DecisionQueue<Waiting>();
  const inRound = new Set<string>();
  let busy = false;

  log.onCommitted((events) => {
    for (const event of events) foldEvent(committed, event);
  });

  /** All in one turn on top of the committed situation, which then is as it was: nobody else sees it lead. */
  function decideAll(round: readonly Waiting[], known: ReadonlySet<string>): Made[] {
    // The same message twice in one round: the second one is as safe as the first.
    const taken = new Map<string, Made>();
    for (const key of known) taken.set(key, { kind: 'known' });
    return committed.tryOut(() =>
      round.map(({ decision, messageKey, onKnown }) => {
        if (messageKey === null) return decideOne(decision, null);
        if (known.has(messageKey)) onKnown?.();
        const first = taken.get(messageKey);
        if (first) return repeatOf(first);
        const made = decideOne(decision, messageKey);
        taken.set(messageKey, made);
        return made;
      }),
    );
  }

  /** What cannot be written is refused within the attempt: the rest of its round never sees it. */
  function decideOne(decision: Decision, messageKey: string | null): Made {
    const leading = leadOn(committed, nowMs());
    try {
      return committed.attempt((): Made => {
        const wanted = decision(leading);
        if (leading.drafts.length === 0) return { kind: 'nothing' };
        const events = log.append(named(leading.drafts, messageKey), wanted?.mark);
        return { kind: 'put', events, marked: wanted?.mark !== undefined };
      });
    } catch (error) {
      return { kind: 'wrong', error };
    }
  }

  async function decideRound(round: readonly Waiting[]): Promise<void> {
    const keys = round.flatMap(({ messageKey }) => messageKey ?? []);
    const known = keys.length === 0 ? new Set<string>() : await log.knownKeys(keys);
    const again = await settle(round, decideAll(round, known), 'people may try again');
    // Each alone: then nothing of it can be lost but by its own fault.
    for (const person of again) await settle([person], decideAll([person], new Set()), 'for good');
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    // Whatever else comes in this same turn comes along.
    await Promise.resolve();
    while (queue.size > 0) {
      const round = queue.takeRound(mostPerRound);
      for (const { device } of round) if (device !== null) inRound.add(device);
      // The log could not even be asked: nothing in this round was decided.
      await decideRound(round).catch((error) => {
        for (const { reject } of round) reject(error);
      });
      inRound.clear();
    }
    busy = false;
  }

  function tooMany({ device, urgent }: Asked): boolean {
    return device !== null && queue.size >= (urgent ? mostWaiting.urgent : mostWaiting.bulk);
  }

  return {
    situation: () => committed.handOut(),
    look: (read) => read(committed.situation),
    consider: (decision) =>
      committed.tryOut(() => {
        const leading = leadOn(committed, nowMs());
        decision(leading);
        return leading.drafts;
      }),
    decide: (decision, asked = ofPerson) =>
      new Promise((resolve, reject) => {
        if (tooMany(asked)) return reject(new Error(`overloaded: ${queue.size} reports wait`));
        queue.add({ ...asked, decision, resolve, reject });
        void work();
      }),
    isWaiting: (device) => queue.has(device) || inRound.has(device),
  };
}

/**
 * Tells everybody in a round, once all of it is written or refused. Answers the people whose decisions
 * may be made again: what they decided rests on what was not written, and either it wrote nothing, or
 * it is marked, so that it cannot be written twice.
 */
async function settle(
  round: readonly Waiting[],
  made: readonly Made[],
  how: 'people may try again' | 'for good',
): Promise<Waiting[]> {
  const written = await Promise.allSettled(
    made.map((one) => (one.kind === 'put' ? one.events : [])),
  );
  const lost = written.find((outcome) => outcome.status === 'rejected');
  return round.filter((waiting, i) => {
    const [one, outcome] = [made[i], written[i]];
    if (!one || !outcome) return false;
    if (one.kind === 'wrong') waiting.reject(one.error);
    else if (outcome.status === 'fulfilled' && !(lost && one.kind === 'nothing')) {
      waiting.resolve(outcome.value);
    } else if (how === 'people may try again' && isRepeatable(waiting, one)) return true;
    else waiting.reject(lost?.reason);
    return false;
  });
}

const isRepeatable = ({ device }: Waiting, made: Made): boolean =>
  device === null && (made.kind === 'nothing' || (made.kind === 'put' && made.marked));

/** The same message once more wrote nothing, and that only when the first is written. */
const repeatOf = (first: Made): Made =>
  first.kind === 'put' ? { ...first, events: first.events.then(() => []) } : first;

/** The first entry of a message carries its name; the log refuses a second one of that name. */
function named(drafts: DurableDraft[], messageKey: string | null): DurableDraft[] {
  if (messageKey === null) return drafts;
  return drafts.map((draft, i) => (i === 0 ? { ...draft, dedupeKey: messageKey } : draft));
}
