import type {
  Command,
  CommandArgument,
  CommandName,
  CommandReply,
} from '@ftz/shared/contract/live-up.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { Answer } from '#api/request.ts';
import { type Announcement, newUploadId, type UploadProgress } from '#api/uploads.ts';
import { pieceBytes, type Vault } from './phone-vault.ts';

/**
 * Acts of one person on one phone, from the moment at which he did them until the center has answered
 * each. Kept before anything is sent, sent in their order, removed by nothing but an answer: what the
 * center refuses stays, with its reason, until the person has seen it.
 */
export type KeptAct = {
  n: number;
  commandId: string;
  name: CommandName;
  argument: object;
  basedOnVersion: number | null;
  actedAtMs: number;
  /** What it is about: a task, a unit. */
  thing: string;
  /** Acts of one lane keep their order; one that waits for its files holds up no other lane. */
  lane: string;
  fileIds: string[];
  refused: { refusal: Refusal; atMs: number } | null;
};

/** A photograph or a film on its way. `refused`: the center does not take it. */
export type KeptFile = Announcement & { offset: number | null; refused: Refusal | null };

/** What the phone holds. `sender`: whether this page sends; one page of the phone does. */
export type OutboxState = { acts: KeptAct[]; files: KeptFile[]; sender: boolean };
export const emptyOutbox: OutboxState = { acts: [], files: [], sender: false };

/** The edges of the world that sending needs; tests bring their own. */
export type OutboxLine = {
  isConnected: () => boolean;
  emit: (command: Command, withinMs: number) => Promise<CommandReply>;
  announce: (announcement: Announcement) => Promise<Answer<UploadProgress>>;
  sendPiece: (
    id: string,
    offset: number,
    bytes: Uint8Array<ArrayBuffer>,
  ) => Promise<Answer<UploadProgress>>;
  /** Resolves later, or when `signal` says that there is something to do. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  nowMs: () => number;
};

export type NewAct<N extends CommandName> = {
  name: N;
  argument: CommandArgument<N>;
  thing: string;
  lane?: string;
  fileIds?: string[];
  basedOnVersion?: number | null;
};

export type NewFile = {
  content: Blob;
  incidentId: string;
  taskId: string | null;
  capturedAtMs: number;
};

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

const attemptMs = 5_000;
/** What goes out within this happens now, as at any desk; later it is a report of what was done. */
const justNowMs = 8_000;
const pauses = { retryMs: 1_000, idleMs: 2_000 };

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

  async function look(isOwnDoing = false): Promise<void> {
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

  async function sendAct(act: KeptAct): Promise<boolean> {
    const { commandId, name, argument, basedOnVersion, actedAtMs } = act;
    const isOld = line.nowMs() - actedAtMs > justNowMs;
    const when = isOld ? { actedAtMs } : {};
    const command = { commandId, name, argument, basedOnVersion, ...when } as Command;
    const reply = await line.emit(command, attemptMs).catch(() => null);
    if (reply === null) return false;
    if (reply.ok) await vault.removeAct(act.n);
    else if (isForLater(reply.refusal)) return false;
    else {
      const { n, ...kept } = act;
      await vault.putAct(n, { ...kept, refused: { refusal: reply.refusal, atMs: line.nowMs() } });
    }
    await look(true);
    return true;
  }

  async function sendPartOf(file: KeptFile): Promise<boolean> {
    const { offset, refused: _, ...announcement } = file;
    const answer =
      offset === null ? await line.announce(announcement) : await sendNext(file.uploadId, offset);
    if (!answer.ok) return refusedFile(file, answer.status, answer.refusal);
    if (answer.value.complete) {
      await vault.removeFile(file.uploadId);
      await look(true);
    } else setOffset(file.uploadId, answer.value.offset);
    return true;
  }

  async function sendNext(id: string, offset: number): Promise<Answer<UploadProgress>> {
    const piece = await vault.piece(id, Math.floor(offset / pieceBytes));
    return line.sendPiece(id, offset, piece?.slice(offset % pieceBytes) ?? new Uint8Array(0));
  }

  async function refusedFile(file: KeptFile, status: number, refusal: Refusal): Promise<boolean> {
    if (status === 0 || isForLater(refusal)) return false;
    // The center has forgotten what it had of it: told again, it says where to begin.
    const isForgotten = file.offset !== null && refusal.code === 'not-found';
    if (!isForgotten) {
      await vault.putFile(file.uploadId, { ...file, offset: null, refused: refusal });
      await look(true);
    }
    setOffset(file.uploadId, null);
    return true;
  }

  function setOffset(id: string, offset: number | null): void {
    show({
      files: state.files.map((file) => (file.uploadId === id ? { ...file, offset } : file)),
    });
  }

  /** False: nothing could be done just now. */
  async function step(): Promise<boolean> {
    if (!line.isConnected()) return false;
    const act = nextAct(state);
    if (act) return sendAct(act);
    const file = state.files.find(({ refused }) => refused === null);
    return file ? sendPartOf(file) : false;
  }

  return {
    state: () => state,
    look: () => look(),
    async keep({ lane, fileIds = [], basedOnVersion = null, ...act }) {
      const kept: Omit<KeptAct, 'n'> = {
        ...act,
        commandId: crypto.randomUUID(),
        basedOnVersion,
        actedAtMs: line.nowMs(),
        lane: lane ?? act.thing,
        fileIds,
        refused: null,
      };
      await vault.addAct(kept);
      await afterChange();
    },
    async keepFile({ content, ...of }) {
      const uploadId = newUploadId(content.type);
      const about = {
        ...of,
        uploadId,
        sha256: await sha256Of(content),
        sizeBytes: content.size,
        mediaType: content.type,
        refused: null,
      };
      await vault.addFile(uploadId, about, content);
      await afterChange();
      return uploadId;
    },
    async dismiss(n) {
      await vault.removeAct(n);
      await afterChange();
    },
    async dropFile(id) {
      await vault.removeFile(id);
      await afterChange();
    },
    async send() {
      show({ sender: true });
      while (!isStopped) {
        const { signal } = waking;
        await look(false);
        if (await step().catch(() => false)) continue;
        const isWaiting = hasUnsent(state);
        if (!isStopped) await line.pause(isWaiting ? pauses.retryMs : pauses.idleMs, signal);
      }
    },
    stop() {
      isStopped = true;
      wake();
    },
  };
}

/** The oldest act whose files have gone, and before which nothing of its lane waits. */
export function nextAct({ acts, files }: Pick<OutboxState, 'acts' | 'files'>): KeptAct | null {
  const blocked = new Set<string>();
  const underWay = new Set(
    files.filter(({ refused }) => refused === null).map(({ uploadId }) => uploadId),
  );
  for (const act of acts) {
    if (act.refused !== null || blocked.has(act.lane)) continue;
    if (!act.fileIds.some((id) => underWay.has(id))) return act;
    blocked.add(act.lane);
  }
  return null;
}

/** Something has not reached the center yet. */
export function hasUnsent({ acts, files }: Pick<OutboxState, 'acts' | 'files'>): boolean {
  return [...acts, ...files].some(({ refused }) => refused === null);
}

/** Not a no: the center cannot take it now, or the person has to sign in again first. */
function isForLater({ code, retry }: Refusal): boolean {
  return retry === 'later' || code === 'not-signed-in' || code === 'contract-mismatch';
}

async function sha256Of(content: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await content.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
