import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Lane } from '@ftz/shared/contract/site.ts';
import { type Static, Type } from 'typebox';
import { readJsonFile } from './read-json-file.ts';
import { writeAtomically } from './write-atomically.ts';

/** An empty one would let in a device that shows an empty one. */
const Key = Type.String({ minLength: 16 });

/** Keys that HTTP devices show (`Authorization: Bearer …`). A technician copies them into the devices. */
const DeviceKeys = Type.Object({ lanes: Type.Record(Type.String(), Key), documents: Key });
export type DeviceKeys = Static<typeof DeviceKeys>;

const newKey = () => randomBytes(24).toString('base64url');
const remedy =
  'delete it: new keys are then made at the next start, and every lane and the documents system needs its new one';

/**
 * Reads `DATA_DIR/device-keys.json` (mode 0600), adding keys for lanes that are new. Throws
 * `damaged-file` rather than to give every device a new key unasked.
 */
export function openDeviceKeys(dataDir: string, lanes: readonly Lane[]): DeviceKeys {
  const file = join(dataDir, 'device-keys.json');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const known = readJsonFile(file, DeviceKeys, remedy);
  const missing = lanes.filter(({ id }) => !(id in (known?.lanes ?? {})));
  if (known && missing.length === 0) return known;
  const keys: DeviceKeys = {
    documents: known?.documents ?? newKey(),
    lanes: { ...known?.lanes, ...Object.fromEntries(missing.map(({ id }) => [id, newKey()])) },
  };
  writeAtomically(file, `${JSON.stringify(keys, null, 2)}\n`);
  return keys;
}
