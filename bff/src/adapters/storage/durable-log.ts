import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { CommandMark, DurableLog } from '#domain/ports.ts';
import { canonicalJson, type WrittenDraft } from './entry-json.ts';
import { GroupCommit } from './group-commit.ts';
import type { WorkerLink } from './worker-link.ts';

type Listener = (events: DurableEvent[]) => void;

/** Those who hear every commit. One that throws must not keep the others, or an append, from theirs. */
class Listeners {
  #failure: string | null = null;
  readonly #listeners: Listener[] = [];

  get failure(): string | null {
    return this.#failure;
  }

  add(listener: Listener): void {
    this.#listeners.push(listener);
  }

  tell(events: DurableEvent[]): void {
    for (const listener of this.#listeners) {
      try {
        listener(events);
      } catch (error) {
        // It has missed entries, and nothing heals that but a new start: never forgotten.
        this.#failure ??= `a listener failed at entry ${events[0]?.seq}: ${String(error)}`;
      }
    }
  }
}

/** Written at once: what the caller changes in the draft after `append` does not reach the log. */
const writtenDraft = (draft: DurableDraft): WrittenDraft => ({
  type: draft.type,
  areas: canonicalJson(draft.areas),
  audience: draft.audience === undefined ? null : canonicalJson(draft.audience),
  actedAtMs: draft.actedAtMs ?? null,
  actor: canonicalJson(draft.actor),
  data: canonicalJson(draft.data),
  dedupeKey: draft.dedupeKey ?? null,
});

export type OpenLog = {
  log: DurableLog;
  /** What is wrong, or null; and the numbers for the health page. */
  state: () => { failure: string | null; detail: string };
  stalledSinceMs: () => number | null;
  drained: () => Promise<void>;
  close: () => void;
};

/**
 * The log on the storage thread. Beyond the port's promise: an append under a command that the log
 * knows already writes nothing and answers an empty list.
 */
export function openDurableLog(link: WorkerLink, nowMs: () => number): OpenLog {
  const listeners = new Listeners();
  let headSeq = link.headSeq;
  const group = new GroupCommit(link, nowMs, (events) => {
    headSeq = events.at(-1)?.seq ?? headSeq;
    listeners.tell(events);
  });

  function append(drafts: DurableDraft[], command?: CommandMark): Promise<DurableEvent[]> {
    if (drafts.length === 0) return Promise.resolve([]);
    return group.append({ drafts: drafts.map(writtenDraft), mark: command ?? null });
  }

  async function read(afterSeq: number, limit: number): Promise<DurableEvent[]> {
    // SQLite takes a negative limit for none at all.
    const bodies = await link.call('read', afterSeq, Math.max(0, limit));
    return bodies.map((body): DurableEvent => JSON.parse(body));
  }

  return {
    log: {
      epoch: link.epoch,
      headSeq: () => headSeq,
      append,
      read,
      seqOfCommand: (mark) => link.call('seqOfCommand', mark),
      knownKeys: async (keys) => new Set(await link.call('knownKeys', keys)),
      onCommitted: (listener) => listeners.add(listener),
    },
    state: () => {
      const { commits, waitingDrafts, failure } = group.state;
      const detail = `head ${headSeq}, ${commits} commits, ${waitingDrafts} waiting`;
      return { failure: listeners.failure ?? failure, detail };
    },
    stalledSinceMs: () => group.stalledSinceMs,
    drained: () => group.drained(),
    close: () => group.close(),
  };
}
