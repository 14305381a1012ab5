import type { DeviceHealth, UnknownDevice } from '@ftz/shared/contract/device.ts';
import { type Answer, request } from './request.ts';

/** Bytes that no decoder understood, kept for the technician; `hex` may be cut short. */
export type BadFrame = {
  gateway: string;
  atMs: number;
  peer: string;
  reason: string;
  length: number;
  hex: string;
};

export type DeviceList = {
  devices: DeviceHealth[];
  unknown: UnknownDevice[];
  badFrames?: BadFrame[];
};

export function fetchDevices(): Promise<Answer<DeviceList>> {
  return request<DeviceList>('GET', '/api/devices');
}
