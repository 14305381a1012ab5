import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '@ftz/shared/contract/site.ts';
import { Type } from 'typebox';
import type { SiteCodes } from '#domain/dispatch/judge-arrival.ts';
import { readJsonFile } from './read-json-file.ts';
import { writeAtomically } from './write-atomically.ts';

const CodeFile = Type.Record(Type.String(), Type.String({ minLength: 8, maxLength: 64 }));
const remedy =
  'delete it: new codes are then made at the next start, and every gate needs its new one';

/** Read from a plate at night where no camera helps: no 0 O 1 I. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const newCode = () => Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('');

/**
 * The code of each gate, made at the first start and kept in `DATA_DIR/site-codes.json` (mode 0600),
 * printed from the devices page for the gates. Who scans one stands before it.
 */
export function openSiteCodes(dataDir: string, { gates }: Site): SiteCodes {
  const file = join(dataDir, 'site-codes.json');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const known = readJsonFile(file, CodeFile, remedy) ?? {};
  const codes = Object.fromEntries([
    ...Object.entries(known),
    ...gates.filter(({ id }) => !Object.hasOwn(known, id)).map(({ id }) => [id, newCode()]),
  ]);
  if (JSON.stringify(codes) !== JSON.stringify(known)) {
    writeAtomically(file, `${JSON.stringify(codes, null, 2)}\n`);
  }
  return (gateId) => (Object.hasOwn(codes, gateId) ? codes[gateId] : undefined);
}
