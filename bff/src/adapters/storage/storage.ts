import { Worker } from 'node:worker_threads';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type {
  AccountStore,
  BadFrameStore,
  DurableLog,
  EvidenceStore,
  PushSubscriptionStore,
  SessionStore,
  UploadStore,
} from '#domain/ports.ts';
import { openBadFrameStore } from './bad-frame-store.ts';
import { prepareDataDir } from './data-dir.ts';
import { openDurableLog } from './durable-log.ts';
import { openEvidenceStore } from './evidence-store.ts';
import { openSnapshots } from './snapshots.ts';
import { watchForDeath } from './thread-death.ts';
import { startUpkeep } from './upkeep.ts';
import { openUploadStore } from './upload-store.ts';
import { linkWorker, type WorkerLink } from './worker-link.ts';
import type { WorkerStart } from './worker-talk.ts';

export type StorageSettings = {
  dataDir: string;
  nowMs: () => number;
  newId: (prefix: string) => string;
  /** Hears a sentence for whoever runs the house. */
  say?: (sentence: string) => void;
};

export type Storage = {
  log: DurableLog;
  accounts: AccountStore;
  sessions: SessionStore;
  push: PushSubscriptionStore;
  evidence: EvidenceStore;
  uploads: UploadStore;
  badFrames: BadFrameStore;
  /** The situation as of the head of the log. */
  history: () => Promise<Situation>;
  /** Since when nothing can be recorded (a disk that hangs, is full or gone); null while all is well. */
  stalledSinceMs: () => number | null;
  /** Resolves with the reason when the thread has died by itself: nothing is recorded from then on. */
  died: Promise<string>;
  /** Not ok while the last commit failed, and for good when the thread has died. */
  health: () => { ok: boolean; detail: string };
  /** Answers what is under way, then lets go of DATA_DIR. */
  close: () => Promise<void>;
};

function accountStore(link: WorkerLink): AccountStore {
  return {
    count: () => link.call('countAccounts'),
    create: (accounts) => link.call('createAccounts', accounts),
    people: () => link.call('listPeople'),
    findByUsername: (username) => link.call('findAccount', username),
  };
}

function sessionStore(link: WorkerLink, nowMs: () => number): SessionStore {
  return {
    open: (session) => link.call('openSession', session, nowMs()),
    find: (tokenHash, atMs) => link.call('findSession', tokenHash, atMs),
    revoke: (tokenHash) => link.call('revokeSession', tokenHash),
  };
}

function pushStore(link: WorkerLink, nowMs: () => number): PushSubscriptionStore {
  return {
    keep: (tokenHash, address) => link.call('keepPush', tokenHash, address, nowMs()),
    forgetOfSession: (tokenHash) => link.call('forgetPushOfSession', tokenHash),
    forget: (endpoint) => link.call('forgetPush', endpoint),
    live: (atMs) => link.call('listPush', atMs),
  };
}

function startWorker({ dataDir, newId }: StorageSettings): Worker {
  const workerData: WorkerStart = { dataDir, freshEpoch: newId('epoch') };
  return new Worker(new URL('./log-worker.ts', import.meta.url), { workerData });
}

const restoredSentence = (dataDir: string, epoch: string): string =>
  `The log in ${dataDir} is not the one that was noted there last: it was restored from a backup. It is named ${epoch} from now on, and every screen reads it anew.`;

/**
 * Opens DATA_DIR, creating it when it is missing. Rejects with a `StorageError`: `data-dir-in-use`
 * when another process has it, `schema-too-new` when a newer program wrote it.
 */
export async function openStorage(settings: StorageSettings): Promise<Storage> {
  const { dataDir, nowMs } = settings;
  prepareDataDir(dataDir);
  const worker = startWorker(settings);
  const link = await linkWorker(worker);
  if (link.restored) settings.say?.(restoredSentence(dataDir, link.epoch));
  const { log, state, stalledSinceMs, drained, close } = openDurableLog(link, nowMs);
  const badFrames = openBadFrameStore(link);
  const snapshots = openSnapshots(dataDir, link, log);
  const upkeep = startUpkeep(link, nowMs);
  let closing: Promise<void> | null = null;
  const death = watchForDeath(
    worker,
    nowMs,
    () => closing !== null,
    () => link.refusal() ?? 'the storage thread has ended',
  );

  function health(): { ok: boolean; detail: string } {
    const { failure, detail } = state();
    const stalled = stalledSinceMs() === null ? null : 'the disk does not answer';
    const problem = link.refusal() ?? failure ?? stalled;
    const numbers = `${detail}, ${badFrames.dropped()} bad frames dropped`;
    return { ok: problem === null, detail: problem === null ? numbers : `${problem}; ${numbers}` };
  }

  async function closeOnce(): Promise<void> {
    upkeep.stop();
    await drained();
    close();
    await snapshots.close();
    await badFrames.flush();
    if (link.refusal() === null) await link.end();
  }

  return {
    log,
    accounts: accountStore(link),
    sessions: sessionStore(link, nowMs),
    push: pushStore(link, nowMs),
    evidence: openEvidenceStore(link, dataDir),
    uploads: openUploadStore(link, dataDir),
    badFrames,
    history: snapshots.history,
    stalledSinceMs: () => death.sinceMs() ?? stalledSinceMs(),
    died: death.died,
    health,
    close: () => {
      closing ??= closeOnce();
      return closing;
    },
  };
}
