import type { Breach } from '@ftz/shared/contract/device.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import type { DeviceReply, DeviceRequest, GatewayHost } from '#adapters/device-adapter.ts';
import { orderOfCap } from './order-of-cap.ts';
import { longestCap, readCap } from './read-cap.ts';
import { createSignatureJudge, type SignatureFault } from './signed-request.ts';

export const gateway = 'upstream-cap';
/** The one at the other end, as it is listed. */
export const deviceId = 'national';
export const downlinkPath = '/devices/upstream/alerts';
export const downlinkLimitBytes = longestCap;

/** What somebody does who is not the national centre; a clock that is wrong, or no signature at all, is clumsy. */
const breachOf: Partial<Record<SignatureFault, Breach>> = {
  'wrong-signature': 'wrong-credential',
  replayed: 'replayed',
};

/**
 * The national centre posts CAP. 202 means kept; 503 not kept, send again; 400 says what is wrong
 * with the message; 401 that it is not believed. The same message may come twice.
 */
export function createDownlink(
  host: GatewayHost,
  key: string,
): (request: DeviceRequest) => Promise<DeviceReply> {
  const judgeSignature = createSignatureJudge(key);
  return async ({ headers, body, peer }) => {
    const nowMs = host.nowMs();
    const signed = { method: 'POST', path: downlinkPath, body } as const;
    const unbelieved = judgeSignature(signed, headers, nowMs);
    if (unbelieved) {
      host.keepBadFrame(body, unbelieved, peer);
      const breach = breachOf[unbelieved];
      if (breach) host.reportBreach?.({ deviceId, breach, peer, detail: unbelieved });
      return { status: 401, body: refuse('not-permitted', unbelieved) };
    }
    const refused = (reason: string): DeviceReply => {
      host.keepBadFrame(body, reason, peer);
      return { status: 400, body: refuse('bad-request', reason) };
    };
    const reading = readCap(body);
    if (!reading.ok) return refused(reading.reason);
    const order = orderOfCap(reading.alert, nowMs);
    if (order.kind === 'refused') {
      const { missing, invalid } = reading.alert;
      const detail = [order.reason, ...missing, ...invalid].join(' ').slice(0, 300);
      return refused(detail);
    }
    const reported = { gateway, deviceId, deviceAtMs: nowMs, receivedAtMs: nowMs } as const;
    try {
      if (order.kind === 'told') await host.accept({ ...reported, kind: 'alive' });
      else {
        await host.accept({ ...reported, kind: 'upstream-order', message: order.message });
      }
    } catch {
      return { status: 503, body: refuse('not-ready') };
    }
    host.countFrame('ok');
    return { status: 202, body: { accepted: true, identifier: reading.alert.identifier } };
  };
}
