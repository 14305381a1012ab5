import type { Worker } from 'node:worker_threads';
import { StorageError } from './storage-error.ts';
import type { OpenedLog, Tables } from './tables.ts';
import type { Askable, Failure, FromWorker, Question } from './worker-talk.ts';

type Waiting = {
  /** By `performance.now()`. */
  beganMs: number;
  resolve: (value: unknown) => void;
  reject: (error: StorageError) => void;
};

/** Asks a storage thread: that of the log, unless it says otherwise. */
export type WorkerLink<Asked extends Askable = Tables, Opened = OpenedLog> = Opened & {
  /** Rejects with a `StorageError`; with `gone` once the thread is dead or ended. */
  call: <K extends keyof Asked & string>(
    name: K,
    ...args: Parameters<Asked[K]>
  ) => Promise<Awaited<ReturnType<Asked[K]>>>;
  /** Why no question is taken any more, null while they are. */
  refusal: () => string | null;
  /** When the oldest question without an answer was asked, by `performance.now()`; null when none waits. */
  waitsSinceMs: () => number | null;
  /** Why what the thread does by itself fails at present, null while it succeeds. */
  upkeepFailure: () => string | null;
  /** Answers what is under way, closes the store and ends the thread. */
  end: () => Promise<void>;
};

/** The thread's message repeats the code that `StorageError` puts before it. */
const errorOf = ({ code, message }: Failure): StorageError =>
  new StorageError(code, message.replace(`${code}: `, ''));

/** The questions under way. */
class Questions {
  #nextId = 1;
  #refusal: string | null = null;
  #upkeepFailure: string | null = null;
  readonly #waiting = new Map<number, Waiting>();
  readonly #worker: Worker;

  constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Why no more questions are taken, null while they are. */
  get refusal(): string | null {
    return this.#refusal;
  }

  get upkeepFailure(): string | null {
    return this.#upkeepFailure;
  }

  /** They are asked in the order of their numbers, and a map keeps that. */
  get oldestBeganMs(): number | null {
    for (const { beganMs } of this.#waiting.values()) return beganMs;
    return null;
  }

  ask(name: string, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#refusal !== null) return reject(new StorageError('gone', this.#refusal));
      const id = this.#nextId++;
      this.#waiting.set(id, { beganMs: performance.now(), resolve, reject });
      const moved = args.filter((arg) => arg instanceof ArrayBuffer);
      this.#worker.postMessage({ id, name, args } satisfies Question, moved);
    });
  }

  hear(message: FromWorker): void {
    if (message.kind === 'upkeep') this.#upkeepFailure = message.failure?.message ?? null;
    if (message.kind !== 'answer' && message.kind !== 'refusal') return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(errorOf(message.failure));
  }

  /** No new ones; those under way still get their answers. The first reason counts. */
  refuseNew(reason: string): void {
    this.#refusal ??= reason;
  }

  /** Nobody will answer any more. */
  refuseAll(reason: string): void {
    this.refuseNew(reason);
    for (const { reject } of this.#waiting.values()) reject(new StorageError('gone', reason));
    this.#waiting.clear();
  }
}

/** What the thread says first. */
function opening<Opened>(worker: Worker): Promise<Opened> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: FromWorker) => {
      if (message.kind === 'ready') resolve(message.opened as Opened);
      else if (message.kind === 'failed') reject(errorOf(message.failure));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new StorageError('gone', 'the storage thread did not start')));
  });
}

/** Waits until the thread has opened the store; rejects with what `failed` says, e.g. `data-dir-in-use`. `name` says which died. */
export async function linkWorker<Asked extends Askable = Tables, Opened = OpenedLog>(
  worker: Worker,
  name = 'storage',
): Promise<WorkerLink<Asked, Opened>> {
  const questions = new Questions(worker);
  worker.on('message', (message: FromWorker) => questions.hear(message));
  worker.on('error', (error) => questions.refuseAll(`the ${name} thread died: ${String(error)}`));
  worker.on('exit', () => questions.refuseAll(`the ${name} thread has ended`));
  const opened = await opening<Opened>(worker).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });

  return {
    ...opened,
    call: <K extends keyof Asked & string>(name: K, ...args: Parameters<Asked[K]>) =>
      questions.ask(name, args) as Promise<Awaited<ReturnType<Asked[K]>>>,
    refusal: () => questions.refusal,
    waitsSinceMs: () => questions.oldestBeganMs,
    upkeepFailure: () => questions.upkeepFailure,
    end: async () => {
      const closed = questions.ask('close', []);
      questions.refuseNew('the storage was closed');
      await closed.finally(() => worker.terminate());
    },
  };
}
