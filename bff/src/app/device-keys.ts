import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RegisteredDevice } from '@ftz/shared/contract/device.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import { type Static, Type } from 'typebox';
import { readJsonFile } from './read-json-file.ts';
import { writeAtomically } from './write-atomically.ts';

/** An empty one would let in a device that shows an empty one. */
const Key = Type.String({ minLength: 16 });

/** Keys that HTTP devices show (`Authorization: Bearer …`). A technician copies them into the devices. */
const KeyFile = Type.Object({
  lanes: Type.Record(Type.String(), Key),
  documents: Key,
  /** Of the link to the national centre, both ways; files of older houses have none. */
  upstream: Type.Optional(Key),
  /** By `gateway/deviceId`; files of older houses have none. */
  devices: Type.Optional(Type.Record(Type.String(), Key)),
  /** Of servers of pictures, by the origin of their API, as a technician entered them: they are theirs, not ours. */
  mediaServers: Type.Optional(
    Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 2000 })),
  ),
});
export type DeviceKeys = Required<Static<typeof KeyFile>>;

/** Under this name the file holds the secret that every MQTT seal's key is made of, see seal-key.ts. */
export const sealMaster = 'eseal-mqtt';

const newKey = () => randomBytes(24).toString('base64url');
const remedy =
  'delete it: new keys are then made at the next start, and every lane and the documents system needs its new one';

/** Keeps what is known and makes up what is missing. */
const completed = (known: Record<string, string> | undefined, names: readonly string[]) =>
  Object.fromEntries([
    ...Object.entries(known ?? {}),
    ...names.filter((name) => !Object.hasOwn(known ?? {}, name)).map((name) => [name, newKey()]),
  ]);

/** Who proves itself by a key; and a lock whose reports prove nothing, but whose password is made of one. */
const isKeyed = ({ trust, gateway }: Pick<RegisteredDevice, 'trust' | 'gateway'>) =>
  trust === 'credential' || gateway === 'eseal-jointech';

const fileIn = (dataDir: string) => join(dataDir, 'device-keys.json');

const write = (file: string, keys: DeviceKeys) =>
  writeAtomically(file, `${JSON.stringify(keys, null, 2)}\n`);

/**
 * Reads `DATA_DIR/device-keys.json` (mode 0600), adding keys for whoever is new: lanes, and equipment
 * that proves who it is. Throws `damaged-file` rather than to give every device a new key unasked.
 */
export function openDeviceKeys(dataDir: string, { lanes, equipment }: Site): DeviceKeys {
  const file = fileIn(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const known = readJsonFile(file, KeyFile, remedy);
  const proving = equipment.filter(isKeyed);
  const keys: DeviceKeys = {
    documents: known?.documents ?? newKey(),
    upstream: known?.upstream ?? newKey(),
    lanes: completed(
      known?.lanes,
      lanes.map(({ id }) => id),
    ),
    devices: completed(known?.devices, [
      sealMaster,
      ...proving.map(({ gateway, deviceId }) => `${gateway}/${deviceId}`),
    ]),
    mediaServers: known?.mediaServers ?? {},
  };
  if (JSON.stringify(keys) === JSON.stringify(known)) return keys;
  write(file, keys);
  return keys;
}

/**
 * Somebody who proves himself by a key was registered while we ran: from now on there is one, in the
 * file and for the gateways that hold `keys`. Whoever has one keeps it.
 */
export function giveKey(
  dataDir: string,
  keys: DeviceKeys,
  device: Pick<RegisteredDevice, 'gateway' | 'deviceId' | 'trust'>,
): void {
  if (!isKeyed(device)) return;
  const { gateway, deviceId } = device;
  const isLane = gateway === 'checkpoint-http';
  const kept = isLane ? keys.lanes : keys.devices;
  const name = isLane ? deviceId : `${gateway}/${deviceId}`;
  if (Object.hasOwn(kept, name)) return;
  kept[name] = newKey();
  write(fileIn(dataDir), keys);
}
