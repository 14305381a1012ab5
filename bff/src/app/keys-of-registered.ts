import type { RegisteredDevice } from '@ftz/shared/contract/device.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { DurableLog } from '#domain/ports.ts';
import { type DeviceKeys, giveKey } from './device-keys.ts';

type Register = {
  log: Pick<DurableLog, 'onCommitted'>;
  situation: Pick<Situation, 'registeredDevices'>;
};

/** Every device that a person registered and that proves itself has a key, those of later too. */
export function keepKeysOfRegistered(
  dataDir: string,
  keys: DeviceKeys,
  { log, situation }: Register,
): void {
  for (const device of Object.values(situation.registeredDevices)) giveKey(dataDir, keys, device);
  log.onCommitted((events) => {
    for (const event of events) {
      if (event.type === 'device.registered') give(dataDir, keys, event.data.device);
    }
  });
}

/** It is registered all the same: should the file not be written, the next start makes its key. */
function give(dataDir: string, keys: DeviceKeys, device: RegisteredDevice): void {
  try {
    giveKey(dataDir, keys, device);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`No key could be kept for ${device.deviceId}: ${why}\n`);
  }
}
