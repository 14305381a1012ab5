import type { CommandName } from '@ftz/shared/contract/live-up.ts';
import { hasUnsent, type KeptAct, type KeptFile, nextAct, nextFile } from './kept-work.ts';
import { actToKeep, fileToKeep, type NewAct, type NewFile } from './new-work.ts';
import type { Vault } from './phone-vault.ts';
import { type OutboxLine, sendAct, sendPartOf } from './send-kept.ts';

/** What the phone holds. `sender`: whether this page sends; one page of the phone does. */
export type OutboxState = { acts: KeptAct[]; files: KeptFile[]; sender: boolean };
export const emptyOutbox: OutboxState = { acts: [], files: [], sender: false };

export type Outbox = {
  state: () => OutboxState;
  /** Resolves when it is kept on this phone; rejects when the phone has no room for it. */
  keep: <N extends CommandName>(act: NewAct<N>) => Promise<void>;
  keepFile: (file: NewFile) => Promise<string>;
  /** The person has read why it was refused. */
  dismiss: (n: number) => Promise<void>;
  dropFile: (id: string) => Promise<void>;
  /** Another page of this phone may have added or removed something. */
  look: () => Promise<void>;
  /** Sends until `stop`; whoever calls it makes sure that he is the only one on this phone. */
  send: () => Promise<void>;
  stop: () => void;
};

const pauses = { retryMs: 1_000, idleMs: 2_000 };

/**
 * Acts of one person on one phone, from the moment at which he did them until the center has answered
 * each. Kept before anything is sent, sent in their order, removed by nothing but an answer.
 */
export function createOutbox(
  vault: Vault,
  line: OutboxLine,
  changed: (state: OutboxState, isOwnDoing: boolean) => void,
): Outbox {
  let state = emptyOutbox;
  let isStopped = false;
  let waking = new AbortController();

  const show = (next: Partial<OutboxState>, isOwnDoing = true) => {
    state = { ...state, ...next };
    changed(state, isOwnDoing);
  };
  const wake = () => {
    waking.abort();
    waking = new AbortController();
  };

  async function look(isOwnDoing: boolean): Promise<void> {
    const [acts, files] = await Promise.all([vault.acts(), vault.files()]);
    const offsets = new Map(state.files.map(({ uploadId, offset }) => [uploadId, offset]));
    show(
      {
        acts: acts.map(({ n, act }) => ({ ...(act as KeptAct), n })),
        files: (files as KeptFile[]).map((file) => ({
          ...file,
          offset: offsets.get(file.uploadId) ?? null,
        })),
      },
      isOwnDoing,
    );
  }

  async function afterChange(): Promise<void> {
    await look(true);
    wake();
  }

  function setOffset(id: string, offset: number | null): void {
    show({
      files: state.files.map((file) => (file.uploadId === id ? { ...file, offset } : file)),
    });
  }

  async function stepOfAct(act: KeptAct): Promise<boolean> {
    if (!(await sendAct(act, vault, line))) return false;
    await look(true);
    return true;
  }

  async function stepOfFile(file: KeptFile): Promise<boolean> {
    const sent = await sendPartOf(file, vault, line);
    switch (sent.became) {
      case 'later':
        return false;
      case 'under-way':
        setOffset(file.uploadId, sent.offset);
        return true;
      case 'complete':
        await look(true);
        return true;
      case 'refused':
        await look(true);
        setOffset(file.uploadId, null);
        return true;
    }
  }

  /** False: nothing could be done just now. */
  async function step(): Promise<boolean> {
    if (!line.isConnected()) return false;
    const act = nextAct(state);
    if (act) return stepOfAct(act);
    const file = nextFile(state);
    return file ? stepOfFile(file) : false;
  }

  async function send(): Promise<void> {
    show({ sender: true });
    while (!isStopped) {
      const { signal } = waking;
      await look(false);
      if (await step().catch(() => false)) continue;
      const isWaiting = hasUnsent(state);
      if (!isStopped) await line.pause(isWaiting ? pauses.retryMs : pauses.idleMs, signal);
    }
  }

  return {
    state: () => state,
    look: () => look(false),
    async keep(act) {
      await vault.addAct(actToKeep(act, line.nowMs()));
      await afterChange();
    },
    async keepFile(file) {
      const about = await fileToKeep(file);
      await vault.addFile(about.uploadId, about, file.content);
      await afterChange();
      return about.uploadId;
    },
    async dismiss(n) {
      await vault.removeAct(n);
      await afterChange();
    },
    async dropFile(id) {
      await vault.removeFile(id);
      await afterChange();
    },
    send,
    stop() {
      isStopped = true;
      wake();
    },
  };
}
