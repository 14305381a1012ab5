import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lane } from '@ftz/shared/contract/site.ts';

/** Keys that HTTP devices show (`Authorization: Bearer …`). A technician copies them into the devices. */
export type DeviceKeys = { lanes: Record<string, string>; documents: string };

const newKey = () => randomBytes(24).toString('base64url');

/** Reads `DATA_DIR/device-keys.json` (mode 0600), adding keys for lanes that are new. */
export function openDeviceKeys(dataDir: string, lanes: readonly Lane[]): DeviceKeys {
  const file = join(dataDir, 'device-keys.json');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const known: DeviceKeys = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { lanes: {}, documents: newKey() };
  const missing = lanes.filter(({ id }) => !(id in known.lanes));
  if (missing.length === 0) return known;
  const keys: DeviceKeys = {
    documents: known.documents,
    lanes: { ...known.lanes, ...Object.fromEntries(missing.map(({ id }) => [id, newKey()])) },
  };
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}
