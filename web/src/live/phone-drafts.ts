import { create } from 'zustand';
import { openVault, type Vault } from './phone-vault.ts';

/**
 * What a person has entered on this phone and not yet done: it outlives a reload and a flat battery, sealed
 * like his acts. Whoever signs in next finds none of it.
 */
type Drafts = { isOpen: boolean; drafts: Record<string, unknown> };
const nothing: Drafts = { isOpen: false, drafts: {} };

const store = create<Drafts>(() => nothing);
let vault: Promise<Vault | null> = Promise.resolve(null);
/** One after the other, so that an older letter never lands on a newer one. */
let writing: Promise<unknown> = Promise.resolve();

/** Brings this account's drafts back, and keeps them until the returned function is called. */
export function startKeepingDrafts(accountId: string): () => void {
  let isOver = false;
  // A phone that can keep nothing still lets him write; the outbox says that nothing is kept.
  const own = openVault(accountId).catch(() => null);
  vault = own;
  const restore = async () => {
    const kept = (await (await own)?.drafts().catch(() => [])) ?? [];
    const before = Object.fromEntries(kept.map(({ about, draft }) => [about, draft]));
    if (!isOver) store.setState({ isOpen: true, drafts: before });
  };
  void restore();
  return () => {
    isOver = true;
    store.setState(nothing);
    vault = Promise.resolve(null);
    void writing.then(async () => (await own)?.close());
  };
}

/** `undefined`: the phone has not looked yet. `null`: there is none. */
export function useKeptDraft(about: string): unknown {
  return store(({ isOpen, drafts }) => (isOpen ? (drafts[about] ?? null) : undefined));
}

/** `change` is given what is there now: what was entered while a picture was prepared stays. */
export function changeDraft(about: string, change: (kept: unknown) => object): void {
  const draft = change(store.getState().drafts[about] ?? null);
  store.setState(({ drafts }) => ({ drafts: { ...drafts, [about]: draft } }));
  write((open) => open.keepDraft(about, draft));
}

export function forgetDraft(about: string): void {
  store.setState(({ drafts: { [about]: _, ...others } }) => ({ drafts: others }));
  write((open) => open.forgetDraft(about));
}

function write(change: (open: Vault) => Promise<void>): void {
  const own = vault;
  writing = writing.then(async () => {
    const open = await own;
    if (open) await change(open).catch(() => undefined);
  });
}
