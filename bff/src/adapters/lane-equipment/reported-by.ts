import type { GatewayHost } from '#adapters/device-adapter.ts';

export const gateway = 'lane-equipment';

/** What every observation of this gateway says of itself. */
export const reportedBy = (deviceId: string, host: GatewayHost, deviceAtMs = host.nowMs()) =>
  ({ gateway, deviceId, deviceAtMs, receivedAtMs: host.nowMs() }) as const;

export const aliveOf = (deviceId: string, host: GatewayHost) =>
  ({ ...reportedBy(deviceId, host), kind: 'alive' }) as const;

export const breachOf = (
  deviceId: string,
  breach: 'replayed' | 'wrong-credential',
  peer: string,
  host: GatewayHost,
) => ({ ...reportedBy(deviceId, host), kind: 'breach', breach, peer, detail: '' }) as const;
