import type { DatabaseSync } from 'node:sqlite';
import { numberIn, textIn } from './row-values.ts';
import { StorageError } from './storage-error.ts';
import { inTransaction } from './transaction.ts';

const firstTables = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE entry (
  seq INTEGER PRIMARY KEY CHECK (seq >= 1),
  body TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
  BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER entry_never_goes BEFORE DELETE ON entry
  BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;

CREATE TABLE dedupe (key TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX dedupe_by_seq ON dedupe (seq);

CREATE TABLE command (
  account_id TEXT NOT NULL,
  command_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (account_id, command_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  account_id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  areas TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1))
) STRICT;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (account_id),
  expires_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX session_by_expiry ON session (expires_at_ms);

CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  media_type TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  areas TEXT NOT NULL
) STRICT;

CREATE TABLE bad_frame (
  id INTEGER PRIMARY KEY,
  gateway TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  peer TEXT NOT NULL,
  reason TEXT NOT NULL,
  bytes BLOB NOT NULL,
  length INTEGER NOT NULL
) STRICT;
`;

/** Null in rows of before: whose they are was not written then, and is not guessed now. */
const evidenceOfIncidents = `
ALTER TABLE evidence ADD COLUMN incident_id TEXT;
ALTER TABLE evidence ADD COLUMN account_id TEXT;
ALTER TABLE evidence ADD COLUMN saved_at_ms INTEGER;
CREATE INDEX evidence_by_incident ON evidence (incident_id);
CREATE INDEX evidence_by_account ON evidence (account_id, saved_at_ms);
`;

/** So that old names of commands are found when they are let go of. */
const commandsByAge = 'CREATE INDEX command_by_seq ON command (seq)';

/** Folds of the log up to `seq`, made by the code that `fingerprint` names; see snapshot-table.ts. */
const snapshots = `
CREATE TABLE snapshot (
  seq INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  entry_hash BLOB NOT NULL,
  body BLOB NOT NULL,
  body_hash BLOB NOT NULL
) STRICT;
`;

/** Accounts of before belong to a person each, and have what comes with their role. */
const peopleOfAccounts = `
ALTER TABLE account ADD COLUMN person_id TEXT;
ALTER TABLE account ADD COLUMN office_id TEXT;
ALTER TABLE account ADD COLUMN licences TEXT;
`;

/** Files of phones: when they were taken, and what they take of an account's budget. */
const evidenceOfPhones = `
ALTER TABLE evidence ADD COLUMN captured_at_ms INTEGER;
ALTER TABLE evidence ADD COLUMN size_bytes INTEGER NOT NULL DEFAULT 0;
`;

/** Phones that ring; the secret keys to read what they are told are theirs alone. */
const pushSubscriptions = `
CREATE TABLE push_subscription (
  token_hash TEXT NOT NULL UNIQUE REFERENCES session (token_hash) ON DELETE CASCADE,
  endpoint TEXT NOT NULL UNIQUE,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL
) STRICT;
`;

/** When two people had it deleted: the row stays, its bytes do not. */
const evidenceDeleted = 'ALTER TABLE evidence ADD COLUMN deleted_at_ms INTEGER';

/**
 * The way from an empty file to our tables; `user_version` says how many steps a store has taken. A
 * step that was shipped is never changed: a change of the tables is a new step at the end.
 */
const steps = [
  firstTables,
  evidenceOfIncidents,
  commandsByAge,
  snapshots,
  peopleOfAccounts,
  evidenceOfPhones,
  pushSubscriptions,
  evidenceDeleted,
];

const versionOf = (db: DatabaseSync): number =>
  numberIn(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version');

/** Takes the steps that a store has not taken yet, all or none. Throws `schema-too-new`. */
export function takeSteps(
  db: DatabaseSync,
  steps: readonly string[],
  furnishNew: () => void = () => undefined,
): void {
  const found = versionOf(db);
  if (found > steps.length) {
    throw new StorageError(
      'schema-too-new',
      `the store has schema ${found}, this program knows up to ${steps.length}; start the newer program`,
    );
  }
  if (found === steps.length) return;
  inTransaction(db, () => {
    for (const step of steps.slice(found)) db.exec(step);
    if (found === 0) furnishNew();
    db.exec(`PRAGMA user_version = ${steps.length}`);
  });
}

/** Brings the store to our schema; a new one gets `freshEpoch`. Throws `schema-too-new`. */
export function ensureSchema(db: DatabaseSync, freshEpoch: string): void {
  takeSteps(db, steps, () => {
    db.prepare("INSERT INTO meta (name, value) VALUES ('epoch', ?)").run(freshEpoch);
  });
}

/** What was restored from a backup must not go by the old name: screens may have seen more. */
export function renameEpoch(db: DatabaseSync, epoch: string): void {
  db.prepare("UPDATE meta SET value = ? WHERE name = 'epoch'").run(epoch);
}

export const readEpoch = (db: DatabaseSync): string =>
  textIn(db.prepare("SELECT value FROM meta WHERE name = 'epoch'").get() ?? {}, 'value');
