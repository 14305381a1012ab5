import { type TSchema, Type } from 'typebox';
import { DevicePin, DeviceRef, RegisteredDevice, UnknownDevice } from './device.ts';

/** How a device comes to be known, and believed. */
export const devicePayloads = {
  'device.discovered': Type.Object({ device: UnknownDevice }),
  /** From here on the device is believed, and what it speaks for is its own. */
  'device.registered': Type.Object({ device: RegisteredDevice }),
  'device.unregistered': DeviceRef,
  /** A device was met at this address: from another one it is not believed. */
  'device.pinned': Type.Object({ pin: DevicePin }),
  'device.unpinned': DeviceRef,
} as const satisfies Record<string, TSchema>;
