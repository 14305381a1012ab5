import type { DeviceLine, GatewayName, UnknownDevice } from '@ftz/shared/contract/device.ts';
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

export type GatewayState = {
  gateway: GatewayName;
  ok: boolean;
  detail: string;
  port: number | null;
  connections: number | null;
  lastMessageAtMs: number | null;
  /** Messages of each of the last minutes, the present one last. */
  perMinute: number[];
  results: { ok: number; duplicate: number; bad: number; unsupported: number };
  refused: { reason: string; count: number }[];
};

/** One message within a frame: which bytes, and what they mean or why they were refused. */
export type FrameReading = { at: number; length: number } & (
  | { ok: true; kind: string; fields: Record<string, unknown> }
  | { ok: false; reason: string }
);

export type RawFrame = {
  atMs: number;
  peer: string;
  deviceId: string | null;
  /** Why it was refused; null when it was taken. */
  reason: string | null;
  length: number;
  hex: string;
  readings: FrameReading[];
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
): Promise<Answer<{ frames: RawFrame[] }>> {
  const query = new URLSearchParams({ gateway, ...(deviceId === null ? {} : { deviceId }) });
  return request('GET', `/api/devices/frames?${query}`);
}
