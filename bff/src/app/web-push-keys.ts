import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { areVapidKeys, makeVapidKeys, type VapidKeys } from '#adapters/web-push/vapid.ts';
import { readJsonFile } from './read-json-file.ts';
import { writeAtomically } from './write-atomically.ts';

const KeyFile = Type.Refine(
  Type.Object({ publicKey: Type.String(), privateKey: Type.String() }),
  areVapidKeys,
);
const remedy = 'delete it: a new pair is then made at the next start, and phones subscribe anew';

/** The pair by which push services know this house, made once and kept in `DATA_DIR/web-push-keys.json` (mode 0600). */
export function openWebPushKeys(dataDir: string): VapidKeys {
  const file = join(dataDir, 'web-push-keys.json');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const known = readJsonFile(file, KeyFile, remedy);
  if (known) return known;
  const made = makeVapidKeys();
  writeAtomically(file, `${JSON.stringify(made, null, 2)}\n`);
  return made;
}
