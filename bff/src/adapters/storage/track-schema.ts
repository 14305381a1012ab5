import type { DatabaseSync } from 'node:sqlite';
import { trackFile } from './data-dir.ts';
import { openForWriting } from './open-database.ts';
import { takeSteps } from './schema.ts';

/**
 * Chunks hold every point of a vehicle up to its `sealed_frame`, and none of a later frame. Numbers of
 * vehicles are never given twice: a frame may still name one that was forgotten.
 */
const firstTables = `
CREATE TABLE vehicle (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  sealed_frame INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE frame (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;

CREATE TABLE chunk (
  id INTEGER PRIMARY KEY,
  vehicle INTEGER NOT NULL,
  from_s INTEGER NOT NULL,
  to_s INTEGER NOT NULL,
  n INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX chunk_by_vehicle ON chunk (vehicle, from_s, to_s);
CREATE INDEX chunk_by_time ON chunk (from_s, to_s, vehicle);
`;

/** A step that was shipped is never changed: a change of the tables is a new step at the end. */
const steps = [firstTables];

export const openTrackDatabase = (dataDir: string): DatabaseSync =>
  openForWriting(trackFile(dataDir), (db) => takeSteps(db, steps));
