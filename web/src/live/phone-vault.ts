import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { cipherOf, newKey, type Sealed } from './phone-cipher.ts';

type Row = { accountId: string; sealed: Sealed };

interface Shelves extends DBSchema {
  key: { key: string; value: CryptoKey };
  act: { key: number; value: Row; indexes: { account: string } };
  file: { key: string; value: Row; indexes: { account: string } };
  piece: { key: [fileId: string, index: number]; value: Sealed };
  picture: { key: string; value: Sealed };
  draft: { key: [accountId: string, about: string]; value: Sealed };
}

export const pieceBytes = 256 * 1024;

/** The part of the vault that belongs to one account. `n` counts acts, and is their order. */
export type Vault = {
  addAct: (act: object) => Promise<void>;
  putAct: (n: number, act: object) => Promise<void>;
  removeAct: (n: number) => Promise<void>;
  acts: () => Promise<{ n: number; act: unknown }[]>;
  /** All pieces and what they are, or nothing. */
  addFile: (id: string, about: object, content: Blob) => Promise<void>;
  putFile: (id: string, about: object) => Promise<void>;
  files: () => Promise<unknown[]>;
  piece: (id: string, index: number) => Promise<Uint8Array<ArrayBuffer> | null>;
  removeFile: (id: string) => Promise<void>;
  keepPicture: (picture: object) => Promise<void>;
  picture: () => Promise<unknown>;
  forgetPicture: () => Promise<void>;
  keepDraft: (about: string, draft: object) => Promise<void>;
  drafts: () => Promise<{ about: string; draft: unknown }[]>;
  forgetDraft: (about: string) => Promise<void>;
  close: () => void;
};

function openShelves(): Promise<IDBPDatabase<Shelves>> {
  return openDB<Shelves>('phone', 2, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('key');
        db.createObjectStore('act', { autoIncrement: true }).createIndex('account', 'accountId');
        db.createObjectStore('file').createIndex('account', 'accountId');
        db.createObjectStore('piece');
        db.createObjectStore('picture');
      }
      if (before < 2) db.createObjectStore('draft');
    },
    // A page of an older build must not hold up the newer one.
    blocking: (_now, _next, event) => (event.target as IDBDatabase | null)?.close(),
  });
}

/** Two pages that open it at once end up with one key: the second finds what the first put. */
async function keyOf(db: IDBPDatabase<Shelves>, accountId: string): Promise<CryptoKey> {
  const fresh = await newKey();
  const turn = db.transaction('key', 'readwrite');
  const known = await turn.store.get(accountId);
  if (!known) await turn.store.put(fresh, accountId);
  await turn.done;
  return known ?? fresh;
}

/**
 * What a phone keeps for the time without a connection, sealed for one account under a key that the
 * browser gives to nobody. Whoever copies the files of a lost phone reads nothing; whoever signs in as
 * somebody else finds nothing of the first.
 */
export async function openVault(accountId: string): Promise<Vault> {
  const db = await openShelves();
  const { seal, sealJson, open, openJson } = cipherOf(await keyOf(db, accountId));
  const row = async (value: object): Promise<Row> => ({ accountId, sealed: await sealJson(value) });
  const ranged = (id: string) => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

  return {
    addAct: async (act) => void (await db.add('act', await row(act))),
    putAct: async (n, act) => void (await db.put('act', await row(act), n)),
    removeAct: (n) => db.delete('act', n),
    async acts() {
      const turn = db.transaction('act');
      const index = turn.store.index('account');
      const [keys, rows] = await Promise.all([
        index.getAllKeys(accountId),
        index.getAll(accountId),
      ]);
      const acts = await Promise.all(rows.map((kept) => openJson(kept.sealed)));
      return keys.map((n, i) => ({ n, act: acts[i] })).sort((a, b) => a.n - b.n);
    },
    async addFile(id, about, content) {
      // Sealed one after the other: a film is larger than what a phone likes to hold twice.
      for (let at = 0, index = 0; at < content.size; at += pieceBytes, index += 1) {
        const bytes = await content.slice(at, at + pieceBytes).arrayBuffer();
        await db.put('piece', await seal(bytes), [id, index]);
      }
      await db.put('file', await row(about), id);
    },
    putFile: async (id, about) => void (await db.put('file', await row(about), id)),
    async files() {
      const rows = await db.getAllFromIndex('file', 'account', accountId);
      return Promise.all(rows.map((kept) => openJson(kept.sealed)));
    },
    async piece(id, index) {
      const kept = await db.get('piece', [id, index]);
      return kept ? new Uint8Array(await open(kept)) : null;
    },
    async removeFile(id) {
      const turn = db.transaction(['file', 'piece'], 'readwrite');
      await Promise.all([
        turn.objectStore('file').delete(id),
        turn.objectStore('piece').delete(ranged(id)),
      ]);
      await turn.done;
    },
    keepPicture: async (picture) =>
      void (await db.put('picture', await sealJson(picture), accountId)),
    async picture() {
      const kept = await db.get('picture', accountId);
      return kept ? openJson(kept) : null;
    },
    forgetPicture: () => db.delete('picture', accountId),
    keepDraft: async (about, draft) =>
      void (await db.put('draft', await sealJson(draft), [accountId, about])),
    async drafts() {
      const own = IDBKeyRange.bound([accountId], [accountId, []]);
      const turn = db.transaction('draft');
      const [keys, values] = await Promise.all([
        turn.store.getAllKeys(own),
        turn.store.getAll(own),
      ]);
      const drafts = await Promise.all(values.map(openJson));
      return keys.map(([, about], i) => ({ about, draft: drafts[i] }));
    },
    forgetDraft: (about) => db.delete('draft', [accountId, about]),
    close: () => db.close(),
  };
}
