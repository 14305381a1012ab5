import type { DeviceLine, GatewayName, UnknownDevice } from '@ftz/shared/contract/device.ts';
import type { GatewayState, ReadFrame } from '@ftz/shared/contract/gateway.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { type Answer, request } from './request.ts';

/** Bytes that no decoder understood, kept over restarts; `hex` may be cut short. */
export type BadFrame = {
  gateway: GatewayName;
  atMs: number;
  peer: string;
  reason: string;
  length: number;
  hex: string;
};

/** What is looked for among the devices; the server looks, there are tens of thousands. */
export type DeviceFilter = {
  search: string;
  gateway: GatewayName | null;
  area: AreaId | null;
  abnormalOnly: boolean;
};

export type DeviceList = {
  devices: DeviceLine[];
  counts: { alive: number; known: number; matching: number };
  unknown: UnknownDevice[];
  badFrames: BadFrame[];
};

export function fetchDevices(filter: DeviceFilter): Promise<Answer<DeviceList>> {
  const { search, gateway, area, abnormalOnly } = filter;
  const query = new URLSearchParams({ most: '300' });
  if (search.trim()) query.set('search', search.trim());
  if (gateway) query.set('gateway', gateway);
  if (area) query.set('area', area);
  if (abnormalOnly) query.set('state', 'abnormal');
  return request<DeviceList>('GET', `/api/devices?${query}`);
}

export function fetchGateways(): Promise<Answer<{ gateways: GatewayState[] }>> {
  return request('GET', '/api/gateways');
}

export function fetchFrames(
  gateway: GatewayName,
  deviceId: string | null,
): Promise<Answer<{ frames: ReadFrame[] }>> {
  const query = new URLSearchParams({ gateway, ...(deviceId === null ? {} : { deviceId }) });
  return request('GET', `/api/devices/frames?${query}`);
}
