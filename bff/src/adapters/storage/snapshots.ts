import { Worker } from 'node:worker_threads';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { foldEvent } from '@ftz/shared/state/apply-durable.ts';
import { Fold } from '@ftz/shared/state/fold.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import type { DurableLog } from '#domain/ports.ts';
import { foldFingerprint } from './fold-fingerprint.ts';
import { unpackSituation } from './snapshot-json.ts';
import type { Snapshot } from './snapshot-table.ts';
import type { WorkerLink } from './worker-link.ts';

/** A start folds at most so many entries, and what came since the last snapshot was made. */
const entriesPerSnapshot = 10_000;
/** Fewer than this are folded faster than a snapshot is made. */
const worthAtStop = 1_000;
const entriesPerRead = 1_000;

type Made = { snapshot: Snapshot; body: ArrayBuffer };

/** Null when the thread found that it may not. */
function makeInThread(dataDir: string, fingerprint: string): Promise<Made | null> {
  const url = new URL('./snapshot-worker.ts', import.meta.url);
  const worker = new Worker(url, { workerData: { dataDir, fingerprint } });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => resolve(null));
  });
}

export type Snapshots = {
  /** The log folded to its head: from the newest snapshot that can be trusted, or from the first entry. */
  history: () => Promise<Situation>;
  /** The last one, where enough has happened to be worth it. */
  close: () => Promise<void>;
};

/** Keeps the fold of the log at hand, so that a start does not fold all of it. */
export function openSnapshots(dataDir: string, link: WorkerLink, log: DurableLog): Snapshots {
  const fingerprint = foldFingerprint();
  let madeAtSeq = 0;
  let making: Promise<void> | null = null;

  async function make(): Promise<void> {
    madeAtSeq = log.headSeq();
    const made = await makeInThread(dataDir, fingerprint);
    if (made !== null) await link.call('saveSnapshot', made.snapshot, made.body);
  }

  function makeSoon(): void {
    // One that cannot be made is made at the next occasion: the log is the truth, it is only shorter.
    making ??= make()
      .catch(() => undefined)
      .finally(() => {
        making = null;
      });
  }

  log.onCommitted(() => {
    if (log.headSeq() - madeAtSeq >= entriesPerSnapshot) makeSoon();
  });

  async function newest(): Promise<Situation> {
    const trusted = await link.call('trustedSnapshot', fingerprint);
    if (trusted === null) return emptySituation();
    const situation = unpackSituation(trusted.body);
    madeAtSeq = trusted.seq;
    return situation;
  }

  return {
    history: async () => {
      // One that cannot be read is as good as none: the log is the truth.
      const fold = new Fold(await newest().catch(emptySituation));
      let reading = log.read(fold.situation.seq, entriesPerRead);
      for (;;) {
        const events = await reading;
        const last = events.at(-1);
        if (last === undefined) return fold.handOut();
        // The thread reads on while this one folds.
        reading = log.read(last.seq, entriesPerRead);
        for (const event of events) foldEvent(fold, event);
      }
    },
    close: async () => {
      await making;
      if (log.headSeq() - madeAtSeq < worthAtStop) return;
      makeSoon();
      await making;
    },
  };
}
