import type { DeviceOrder } from '@ftz/shared/contract/device-order.ts';
import type { OrderSending } from '#adapters/device-adapter.ts';

/** What an act is called on the line; what is not here no equipment of ours can do. */
function wordOf(act: DeviceOrder['act']): Record<string, unknown> | null {
  switch (act.name) {
    case 'barrier-lift':
      return { act: 'lift' };
    case 'barrier-lower':
      return { act: 'lower' };
    case 'barrier-keep':
      return { act: 'keep' };
    case 'show-text':
      return { act: 'show', text: act.text.slice(0, 120) };
    default:
      return null;
  }
}

/** The lines that stand, by device, and what can be said on them. */
export function createOrderDesk(nowMs: () => number) {
  const lines = new Map<string, (fields: Record<string, unknown>) => void>();
  return {
    /** The newest line of a device is its line; answers how to take it back. */
    join(deviceId: string, say: (fields: Record<string, unknown>) => void): () => void {
      lines.set(deviceId, say);
      return () => {
        if (lines.get(deviceId) === say) lines.delete(deviceId);
      };
    },
    async send({ orderId, deviceId, act, expiresAtMs }: DeviceOrder): Promise<OrderSending> {
      const word = wordOf(act);
      if (word === null) return { sent: false, why: 'unsupported' };
      if (nowMs() >= expiresAtMs) return { sent: false, why: 'expired' };
      const say = lines.get(deviceId);
      if (!say) return { sent: false, why: 'not-connected' };
      say({ type: 'order', order: orderId, ...word, expiresAtMs });
      return { sent: true, reference: orderId };
    },
  };
}
