import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { entryJson } from './entry-json.ts';
import type { AppendRequest, CommitAnswer } from './entry-table.ts';
import { hangingSinceMs, StallWatch } from './stall-watch.ts';
import { StorageError } from './storage-error.ts';
import type { WorkerLink } from './worker-link.ts';

/** One commit stays short enough that a read behind it does not wait long. */
const draftsPerCommit = 1000;
/** Some seconds of the worst flood. More would only hide that the disk has stopped. */
const draftsThatMayWait = 20_000;

type Waiting = {
  append: AppendRequest;
  /** By `performance.now()`. */
  beganMs: number;
  resolve: (events: DurableEvent[]) => void;
  reject: (error: unknown) => void;
};
type Turn = { waiting: Waiting[]; drafts: number };
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
 * fsync carries many appends, and a lone append waits for nobody. Those of one turn may build on each
 * other, so they are never parted: a commit that fails, fails for all of them.
 */
export class GroupCommit {
  #turns: Turn[] = [];
  #waitingDrafts = 0;
  /** The one that is not over yet. */
  #turn: Turn | null = null;
  #running: Promise<void> | null = null;
  #underWayBeganMs: number | null = null;
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

  /** Since when nothing is recorded, because commits fail or the thread hangs. Null while all is well. */
  get stalledSinceMs(): number | null {
    const failingMs = this.#watch.failure?.sinceMs ?? Infinity;
    const sinceMs = Math.min(failingMs, this.#hangingSinceMs() ?? Infinity);
    return sinceMs === Infinity ? null : sinceMs;
  }

  /** Whatever the thread hangs in, nothing can be recorded, also before anybody appends. */
  #hangingSinceMs(): number | null {
    const ownMs = this.#underWayBeganMs ?? this.#turns[0]?.waiting[0]?.beganMs ?? Infinity;
    const beganMs = Math.min(ownMs, this.#link.waitsSinceMs() ?? Infinity);
    return beganMs === Infinity ? null : hangingSinceMs(beganMs, this.#nowMs);
  }

  append(append: AppendRequest): Promise<DurableEvent[]> {
    return new Promise((resolve, reject) => {
      if (this.#waitingDrafts + append.drafts.length > draftsThatMayWait) {
        reject(new StorageError('overloaded', `${this.#waitingDrafts} entries wait for the disk`));
        return;
      }
      const turn = this.#thisTurn();
      turn.waiting.push({ append, beganMs: performance.now(), resolve, reject });
      turn.drafts += append.drafts.length;
      this.#waitingDrafts += append.drafts.length;
      this.#running ??= this.#run();
    });
  }

  #thisTurn(): Turn {
    if (this.#turn !== null) return this.#turn;
    const turn: Turn = { waiting: [], drafts: 0 };
    this.#turn = turn;
    this.#turns.push(turn);
    queueMicrotask(() => {
      this.#turn = null;
    });
    return turn;
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
    while (this.#turns.length > 0) await this.#commit(this.#takeBatch());
    this.#running = null;
  }

  #takeBatch(): Waiting[] {
    let drafts = 0;
    const fits = (turn: Turn): boolean => {
      drafts += turn.drafts;
      return drafts <= draftsPerCommit;
    };
    const tooMany = this.#turns.findIndex((turn) => !fits(turn));
    // A single turn may be larger than a batch: it is all or nothing, so it goes alone.
    const turns = this.#turns.splice(0, tooMany === -1 ? this.#turns.length : Math.max(1, tooMany));
    return turns.flatMap(({ waiting }) => waiting);
  }

  async #commit(batch: Waiting[]): Promise<void> {
    for (const { append } of batch) this.#waitingDrafts -= append.drafts.length;
    this.#underWayBeganMs = batch[0]?.beganMs ?? null;
    await this.#write(batch);
    this.#underWayBeganMs = null;
  }

  async #write(batch: Waiting[]): Promise<void> {
    const appends = batch.map(({ append }) => append);
    try {
      this.#settle(batch, await this.#link.call('commit', { nowMs: this.#nowMs(), appends }));
      this.#watch.succeeded();
    } catch (error) {
      this.#watch.failed(error);
      for (const { reject } of batch) reject(error);
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
