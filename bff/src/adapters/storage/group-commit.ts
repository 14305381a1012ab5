import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { entryJson } from './entry-json.ts';
import type { AppendRequest, CommitAnswer } from './entry-table.ts';
import { isDiskFull, StallWatch } from './stall-watch.ts';
import { StorageError } from './storage-error.ts';
import type { WorkerLink } from './worker-link.ts';

/** One commit stays short enough that a read behind it does not wait long. */
const draftsPerCommit = 1000;
/** Some seconds of the worst flood. More would only hide that the disk has stopped. */
const draftsThatMayWait = 20_000;
/** What takes longer than this is no commit: the disk hangs. */
const slowMs = 2_000;

type Waiting = {
  append: AppendRequest;
  sinceMs: number;
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
  #underWaySinceMs: number | null = null;
  #commits = 0;
  readonly #watch: StallWatch;
  readonly #link: WorkerLink;
  readonly #nowMs: () => number;
  readonly #announce: (events: DurableEvent[]) => void;

  /** `announce` hears the entries of each commit before their appends resolve. */
  constructor(link: WorkerLink, nowMs: () => number, announce: (events: DurableEvent[]) => void) {
    this.#link = link;
    this.#nowMs = nowMs;
    this.#announce = announce;
    this.#watch = new StallWatch(() => link.call('probe'), nowMs);
  }

  /** `failure` is that of the last commit, null once one has succeeded again. */
  get state(): { commits: number; waitingDrafts: number; failure: string | null } {
    return {
      commits: this.#commits,
      waitingDrafts: this.#waitingDrafts,
      failure: this.#watch.failure?.message ?? null,
    };
  }

  /** Since when nothing is recorded, because commits fail or one hangs. Null while all is well. */
  get stalledSinceMs(): number | null {
    if (this.#watch.failure) return this.#watch.failure.sinceMs;
    const sinceMs = this.#underWaySinceMs ?? this.#waiting[0]?.sinceMs ?? null;
    return sinceMs !== null && this.#nowMs() - sinceMs > slowMs ? sinceMs : null;
  }

  append(append: AppendRequest): Promise<DurableEvent[]> {
    return new Promise((resolve, reject) => {
      if (this.#waitingDrafts + append.drafts.length > draftsThatMayWait) {
        reject(new StorageError('overloaded', `${this.#waitingDrafts} entries wait for the disk`));
        return;
      }
      this.#waiting.push({ append, sinceMs: this.#nowMs(), resolve, reject });
      this.#waitingDrafts += append.drafts.length;
      this.#running ??= this.#run();
    });
  }

  /** Resolves when everything appended so far has been answered. */
  async drained(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  close(): void {
    this.#watch.close();
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
    this.#underWaySinceMs = batch[0]?.sinceMs ?? null;
    const error = await this.#write(batch);
    // A full disk has room left for what people do, and for nothing else.
    const people = isDiskFull(error) ? batch.filter(({ append }) => append.mark !== null) : [];
    if (people.length > 0 && people.length < batch.length) await this.#write(people);
    this.#underWaySinceMs = null;
  }

  /** Answers why it could not, and has told those who wait, except people whom a second try may help. */
  async #write(batch: Waiting[]): Promise<unknown> {
    const appends = batch.map(({ append }) => append);
    try {
      this.#settle(batch, await this.#link.call('commit', { nowMs: this.#nowMs(), appends }));
      this.#watch.succeeded();
      return null;
    } catch (error) {
      this.#watch.failed(error);
      const alone = batch.every(({ append }) => append.mark !== null);
      for (const { append, reject } of batch) {
        if (alone || append.mark === null || !isDiskFull(error)) reject(error);
      }
      return error;
    }
  }

  #settle(batch: Waiting[], { atMs, seqs }: CommitAnswer): void {
    this.#commits += 1;
    const outcomes = batch.map((waiting, i): Outcome => {
      return { waiting, events: eventsOf(waiting.append, seqs[i] ?? [], atMs) };
    });
    const events = outcomes.flatMap((outcome) => outcome.events);
    if (events.length > 0) this.#announce(events);
    for (const { waiting, events } of outcomes) waiting.resolve(events);
  }
}
