import type { RegisteredDevice } from '@ftz/shared/contract/device.ts';
import { deviceKey } from './live-picture.ts';
import type { Register, Registry } from './registry.ts';

type Rhythmic = { key: string; promise: RegisteredDevice };

/** Those of the files, which change with the register alone: of tens of thousands a few promise anything. */
const ofFiles = new WeakMap<Registry, Rhythmic[]>();

/** Every registered device that promised to speak within some time, `silentAfterS`. */
export function devicesWithRhythm({ registry, situation }: Register): Rhythmic[] {
  let fixed = ofFiles.get(registry);
  if (!fixed) {
    fixed = rhythmic(registry.devices.values());
    ofFiles.set(registry, fixed);
  }
  const since = rhythmic(Object.values(situation.registeredDevices));
  return since.length === 0 ? fixed : [...fixed, ...since];
}

function rhythmic(devices: Iterable<RegisteredDevice>): Rhythmic[] {
  const found: Rhythmic[] = [];
  for (const device of devices) {
    if (device.silentAfterS === null) continue;
    found.push({ key: deviceKey(device.gateway, device.deviceId), promise: device });
  }
  return found;
}
