import type { Command, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { Answer } from '#api/request.ts';
import type { Announcement, UploadProgress } from '#api/uploads.ts';
import type { KeptAct, KeptFile } from './kept-work.ts';
import { pieceBytes, type Vault } from './phone-vault.ts';

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

const attemptMs = 5_000;
/** What goes out within this happens now, as at any desk; later it is a report of what was done. */
const justNowMs = 8_000;

/** False: it could not be answered just now. Else it is gone, or kept with why it was refused. */
export async function sendAct(act: KeptAct, vault: Vault, line: OutboxLine): Promise<boolean> {
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
  return true;
}

/** `offset`: from where it goes on; null: it is to be announced first. `later`: nothing could be done just now. */
type SentPart =
  | { became: 'under-way'; offset: number | null }
  | { became: 'complete' | 'refused' | 'later' };

/** Announces a file, or sends its next piece. */
export async function sendPartOf(
  file: KeptFile,
  vault: Vault,
  line: OutboxLine,
): Promise<SentPart> {
  const { offset, refused: _, ...announcement } = file;
  const answer =
    offset === null
      ? await line.announce(announcement)
      : await sendNext(file.uploadId, offset, vault, line);
  if (!answer.ok) return refusedFile(file, answer, vault);
  const { complete, offset: reached } = answer.value;
  if (!complete) return { became: 'under-way', offset: reached };
  await vault.removeFile(file.uploadId);
  return { became: 'complete' };
}

async function sendNext(
  id: string,
  offset: number,
  vault: Vault,
  line: OutboxLine,
): Promise<Answer<UploadProgress>> {
  const piece = await vault.piece(id, Math.floor(offset / pieceBytes));
  return line.sendPiece(id, offset, piece?.slice(offset % pieceBytes) ?? new Uint8Array(0));
}

async function refusedFile(
  file: KeptFile,
  { status, refusal }: { status: number; refusal: Refusal },
  vault: Vault,
): Promise<SentPart> {
  if (status === 0 || isForLater(refusal)) return { became: 'later' };
  // The center has forgotten what it had of it: told again, it says where to begin.
  const isForgotten = file.offset !== null && refusal.code === 'not-found';
  if (isForgotten) return { became: 'under-way', offset: null };
  await vault.putFile(file.uploadId, { ...file, offset: null, refused: refusal });
  return { became: 'refused' };
}

/** Not a no: the center cannot take it now, or the person has to sign in again first. */
function isForLater({ code, retry }: Refusal): boolean {
  return retry === 'later' || code === 'not-signed-in' || code === 'contract-mismatch';
}
