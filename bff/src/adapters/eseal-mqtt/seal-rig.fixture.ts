import { connect as dialTcp, type Socket } from 'node:net';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { vi } from 'vitest';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import { esealMqttAdapter, type SealGateway } from './eseal-mqtt.ts';

export const closers: (() => Promise<unknown>)[] = [];
/** Two busy cores may take their time; the condition decides, not the clock. */
export const eventually = <T>(check: () => T | Promise<T>) =>
  vi.waitFor(check, { timeout: 20_000 });

/** Ends everything that a test started, the newest first. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

export const base = 'ftz/v1/WGQ/eseal/ES000001';
export const report = (seq: number, events: string[] = []) =>
  JSON.stringify({
    v: 1,
    id: 'ES000001',
    seq,
    ts: '2026-11-22T09:59:58Z',
    tsSource: 'rtc',
    pos: { lat: 31.3, lon: 121.6, sys: 'WGS84', fix: true, sats: 9 },
    state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' },
    batteryPct: 90,
    events,
  });

export async function startGateway(
  host: GatewayHost,
  url: string | null = null,
  more: Partial<Parameters<typeof esealMqttAdapter>[0]> = {},
): Promise<SealGateway> {
  const registry = (sealId: string) => sealId === 'ES000001';
  const settings = { host: '127.0.0.1', port: 0, url, registry, ...more };
  const gateway = await esealMqttAdapter(settings).start(host);
  closers.push(() => gateway.close());
  return gateway;
}

export async function startSeal(
  port: number | null,
  options: IClientOptions = {},
): Promise<MqttClient> {
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, {
    protocolVersion: 4,
    reconnectPeriod: 50,
    ...options,
  });
  client.on('error', () => {});
  closers.push(() => client.endAsync(true));
  return client;
}

export async function dial(port: number | null): Promise<Socket> {
  const socket = dialTcp(port ?? 0, '127.0.0.1');
  socket.on('error', () => {});
  closers.push(async () => socket.destroy());
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}
