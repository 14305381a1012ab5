import type { CommandName } from '@ftz/shared/contract/live-up.ts';
import { create } from 'zustand';
import { announceUpload, sendPiece } from '#api/uploads.ts';
import type { NewAct, NewFile } from './new-work.ts';
import { createOutbox, emptyOutbox, type Outbox, type OutboxState } from './outbox.ts';
import { openVault } from './phone-vault.ts';
import { serverNow } from './server-clock.ts';
import { emitCommand, isConnected } from './socket.ts';

/** `failed`: this phone cannot keep anything, and says so before it is relied on. */
type Held = OutboxState & { state: 'opening' | 'open' | 'failed' };

const store = create<Held>(() => ({ ...emptyOutbox, state: 'opening' }));
let running: { outbox: Outbox; accountId: string } | null = null;

/**
 * Keeps and sends what this person does on this phone until the returned function is called. Of several
 * pages one sends, by a lock of the browser: the next one takes over when it closes.
 */
export function startOutbox(accountId: string): () => void {
  const turn = new AbortController();
  const pages = new BroadcastChannel(`phone-outbox/${accountId}`);
  store.setState({ ...emptyOutbox, state: 'opening' });

  const begin = async () => {
    const vault = await openVault(accountId);
    if (turn.signal.aborted) return vault.close();
    const outbox = createOutbox(
      vault,
      { isConnected, emit: emitCommand, announce: announceUpload, sendPiece, pause, nowMs: now },
      (state, isOwnDoing) => {
        if (turn.signal.aborted) return;
        store.setState({ ...state, state: 'open' });
        if (isOwnDoing) pages.postMessage('changed');
      },
    );
    running = { outbox, accountId };
    pages.onmessage = () => void outbox.look();
    turn.signal.addEventListener('abort', outbox.stop);
    await outbox.look();
    void navigator.storage?.persist?.();
    const lock = `phone-outbox/${accountId}`;
    await navigator.locks.request(lock, { signal: turn.signal }, outbox.send);
    vault.close();
  };
  begin().catch(() => {
    if (!turn.signal.aborted) store.setState({ state: 'failed' });
  });

  return () => {
    turn.abort();
    pages.close();
    if (running?.accountId === accountId) running = null;
    store.setState({ ...emptyOutbox, state: 'opening' });
  };
}

const now = () => Math.floor(serverNow());

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** True once it is kept on this phone; false when it could not be, and then nothing has happened. */
export async function keepAct<N extends CommandName>(act: NewAct<N>): Promise<boolean> {
  try {
    if (!running) return false;
    await running.outbox.keep(act);
    return true;
  } catch {
    return false;
  }
}

/** The name under which the center will know it; null when this phone could not keep it. */
export async function keepFile(file: NewFile): Promise<string | null> {
  try {
    return running ? await running.outbox.keepFile(file) : null;
  } catch {
    return null;
  }
}

export function dismissRefused(n: number): void {
  void running?.outbox.dismiss(n);
}

export function dropFile(id: string): void {
  void running?.outbox.dropFile(id);
}

export function useOutbox(): Held {
  return store();
}
