import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { entryJson } from './entry-json.ts';
import type { AppendRequest, CommitAnswer } from './entry-table.ts';
import { StorageError } from './storage-error.ts';
import type { WorkerLink } from './worker-link.ts';

/** One commit stays short enough that a read behind it does not wait long. */
const draftsPerCommit = 1000;
/** Some seconds of the worst flood. More would only hide that the disk has stopped. */
const draftsThatMayWait = 20_000;

type Waiting = {
  append: AppendRequest;
  resolve: (events: DurableEvent[]) => void;
  reject: (error: unknown) => void;
};
type Outcome = { waiting: Waiting; events: DurableEvent[] };

/** The same parse of the same text as a read gives: live and replayed entries cannot differ. */
function eventsOf({ drafts }: AppendRequest, seqs: (number | null)[], atMs: number) {
  return drafts.flatMap((draft, i): DurableEvent[] => {
    const seq = seqs[i] ?? null;
    return seq === null ? [] : [JSON.parse(entryJson(draft, seq, atMs))];
  });
}

/**
 * Appends that arrive while a commit is under way share the next one, in their order: under load one
 * fsync carries many appends, and a lone append waits for nobody.
 */
export class GroupCommit {
  #waiting: Waiting[] = [];
  #waitingDrafts = 0;
  #running: Promise<void> | null = null;
  #commits = 0;
  #failure: string | null = null;
  readonly #link: WorkerLink;
  readonly #nowMs: () => number;
  readonly #announce: (events: DurableEvent[]) => void;

  /** `announce` hears the entries of each commit before their appends resolve. */
  constructor(link: WorkerLink, nowMs: () => number, announce: (events: DurableEvent[]) => void) {
    this.#link = link;
    this.#nowMs = nowMs;
    this.#announce = announce;
  }

  /** `failure` is that of the last commit, null once one has succeeded again. */
  get state(): { commits: number; waitingDrafts: number; failure: string | null } {
    return {
      commits: this.#commits,
      waitingDrafts: this.#waitingDrafts,
      failure: this.#failure,
    };
  }

  append(append: AppendRequest): Promise<DurableEvent[]> {
    return new Promise((resolve, reject) => {
      if (this.#waitingDrafts + append.drafts.length > draftsThatMayWait) {
        reject(new StorageError('overloaded', `${this.#waitingDrafts} entries wait for the disk`));
        return;
      }
      this.#waiting.push({ append, resolve, reject });
      this.#waitingDrafts += append.drafts.length;
      this.#running ??= this.#run();
    });
  }

  /** Resolves when everything appended so far has been answered. */
  async drained(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #run(): Promise<void> {
    // Whatever else is appended in this same turn comes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#commit(this.#takeBatch());
    this.#running = null;
  }

  #takeBatch(): Waiting[] {
    let drafts = 0;
    const fits = ({ append }: Waiting): boolean => {
      drafts += append.drafts.length;
      return drafts <= draftsPerCommit;
    };
    const tooMany = this.#waiting.findIndex((waiting) => !fits(waiting));
    // A single append may be larger than a batch: it is all or nothing, so it goes alone.
    return this.#waiting.splice(0, tooMany === -1 ? this.#waiting.length : Math.max(1, tooMany));
  }

  async #commit(batch: Waiting[]): Promise<void> {
    for (const { append } of batch) this.#waitingDrafts -= append.drafts.length;
    const appends = batch.map(({ append }) => append);
    try {
      this.#settle(batch, await this.#link.call('commit', { nowMs: this.#nowMs(), appends }));
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      for (const { reject } of batch) reject(error);
    }
  }

  #settle(batch: Waiting[], { atMs, seqs }: CommitAnswer): void {
    this.#commits += 1;
    this.#failure = null;
    const outcomes = batch.map((waiting, i): Outcome => {
      return { waiting, events: eventsOf(waiting.append, seqs[i] ?? [], atMs) };
    });
    const events = outcomes.flatMap((outcome) => outcome.events);
    if (events.length > 0) this.#announce(events);
    for (const { waiting, events } of outcomes) waiting.resolve(events);
  }
}
