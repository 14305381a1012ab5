import type { GatewayHost } from '#adapters/device-adapter.ts';
import { decodeSubDeviceSeal } from './sub-device-seal.ts';

/**
 * A lock that speaks through a tracker: the house hears that it lives, and a technician sees what it
 * said. What its status and alarm words mean differs by model and is nowhere published, so no state of
 * a seal is made of them; and it is not answered, for the form of that answer is not published either.
 */
export function hearSubDevice(frame: Uint8Array, host: GatewayHost, peer: string): void {
  const reading = decodeSubDeviceSeal(frame);
  if (!reading.ok) {
    host.keepBadFrame(frame, reading.reason, peer);
    return;
  }
  const { deviceId } = reading.seal;
  if (host.wantsFrame?.(deviceId)) host.keepFrame?.(frame, peer, deviceId);
  host.countFrame('ok');
  const receivedAtMs = host.nowMs();
  const said = { gateway: 'jt808', deviceId, deviceAtMs: receivedAtMs, receivedAtMs } as const;
  // The house has made known what went wrong where it happened.
  void host.accept({ ...said, kind: 'alive' }, peer).catch(() => undefined);
}
