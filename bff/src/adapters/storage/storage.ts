import { Worker } from 'node:worker_threads';
import type {
  AccountStore,
  BadFrameStore,
  DurableLog,
  EvidenceStore,
  SessionStore,
} from '#domain/ports.ts';
import { openBadFrameStore } from './bad-frame-store.ts';
import { prepareDataDir } from './data-dir.ts';
import { openDurableLog } from './durable-log.ts';
import { openEvidenceStore } from './evidence-store.ts';
import { linkWorker, type WorkerLink } from './worker-link.ts';
import type { WorkerStart } from './worker-talk.ts';

export type StorageSettings = {
  dataDir: string;
  nowMs: () => number;
  newId: (prefix: string) => string;
};

export type Storage = {
  log: DurableLog;
  accounts: AccountStore;
  sessions: SessionStore;
  evidence: EvidenceStore;
  badFrames: BadFrameStore;
  /** Not ok while the last commit failed, and for good when the thread has died. */
  health: () => { ok: boolean; detail: string };
  /** Answers what is under way, then lets go of DATA_DIR. */
  close: () => Promise<void>;
};

function accountStore(link: WorkerLink): AccountStore {
  return {
    count: () => link.call('countAccounts'),
    create: (accounts) => link.call('createAccounts', accounts),
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

function startWorker({ dataDir, newId }: StorageSettings): Promise<WorkerLink> {
  const workerData: WorkerStart = { dataDir, freshEpoch: newId('epoch') };
  return linkWorker(new Worker(new URL('./log-worker.ts', import.meta.url), { workerData }));
}

/**
 * Opens DATA_DIR, creating it when it is missing. Rejects with a `StorageError`: `data-dir-in-use`
 * when another process has it, `schema-too-new` when a newer program wrote it.
 */
export async function openStorage(settings: StorageSettings): Promise<Storage> {
  const { dataDir, nowMs } = settings;
  prepareDataDir(dataDir);
  const link = await startWorker(settings);
  const { log, state, drained } = openDurableLog(link, nowMs);
  const badFrames = openBadFrameStore(link);
  let closing: Promise<void> | null = null;

  function health(): { ok: boolean; detail: string } {
    const { failure, detail } = state();
    const problem = link.refusal() ?? failure;
    const numbers = `${detail}, ${badFrames.dropped()} bad frames dropped`;
    return { ok: problem === null, detail: problem === null ? numbers : `${problem}; ${numbers}` };
  }

  async function closeOnce(): Promise<void> {
    await drained();
    await badFrames.flush();
    if (link.refusal() === null) await link.end();
  }

  return {
    log,
    accounts: accountStore(link),
    sessions: sessionStore(link, nowMs),
    evidence: openEvidenceStore(link, dataDir),
    badFrames,
    health,
    close: () => {
      closing ??= closeOnce();
      return closing;
    },
  };
}
