import type { EquipmentKind } from '@ftz/shared/contract/equipment.ts';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { TcpLine } from '#adapters/tcp-door.ts';
import type { Observation } from '#domain/observation.ts';
import { type EquipmentMessage, readMessage, saidBy } from './equipment-message.ts';
import type { createOrderDesk } from './open-orders.ts';
import { aliveOf, breachOf, reportedBy } from './reported-by.ts';
import { readSignedLine, signLine } from './signed-line.ts';

export type Session = {
  kind: 'session';
  /** `refuse` ends the line, with the reason that is kept. */
  hear: (text: string, refuse: (reason: string) => void) => Promise<void>;
  end: () => void;
};

type Speaker = { deviceId: string; kind: EquipmentKind; key: string; nonce: string };
export type SessionDeps = {
  orders: ReturnType<typeof createOrderDesk>;
  /** The highest number taken of each device, while this process lives. */
  taken: Map<string, number>;
};

/**
 * One device that proves each of its lines. The nonce makes what was recorded on another line worthless
 * here, and the number what was recorded on this one: a number is taken once. A device that did not
 * hear `taken` says the same again on its next line, with the same number, and hears it then.
 */
export function createSession(
  { deviceId, kind, key, nonce }: Speaker,
  line: TcpLine,
  { orders, taken }: SessionDeps,
  host: GatewayHost,
): Session {
  let newest = 0;
  /** The first that was not kept: nothing after it is taken before it, or it would pass for taken. */
  let owed: number | null = null;
  let leave: (() => void) | null = null;

  const say = (fields: Record<string, unknown>) =>
    line.send(Buffer.from(signLine(key, 'centre', nonce, JSON.stringify(fields))));

  /** Only who has proved himself is given orders. */
  function prove(): void {
    leave ??= orders.join(deviceId, say);
  }

  async function keep(message: EquipmentMessage): Promise<boolean> {
    try {
      await host.accept(observationOf(deviceId, message, host));
      return true;
    } catch {
      return false;
    }
  }

  async function take(message: EquipmentMessage): Promise<void> {
    const { n } = message;
    const again = n <= (taken.get(deviceId) ?? 0);
    const waits = owed !== null && n > owed;
    if (!again && (waits || !(await keep(message)))) {
      owed ??= n;
      return say({ type: 'refused', n, why: 'not-ready' });
    }
    owed = null;
    newest = n;
    taken.set(deviceId, Math.max(n, taken.get(deviceId) ?? 0));
    host.countFrame(again ? 'duplicate' : 'ok');
    say({ type: 'taken', n });
  }

  async function reject(
    breach: 'replayed' | 'wrong-credential',
    refuse: (reason: string) => void,
  ): Promise<void> {
    await host.accept(breachOf(deviceId, breach, line.peer, host)).catch(() => {});
    if (breach === 'replayed') say({ type: 'refused', why: 'replayed' });
    refuse(breach === 'replayed' ? 'replayed' : 'signature');
  }

  return {
    kind: 'session',
    hear: async (text, refuse) => {
      const read = readSignedLine(text, { key, side: 'device', nonce });
      if (!read.ok && read.reason === 'signature') return reject('wrong-credential', refuse);
      const message = read.ok ? readMessage(read.fields, kind) : null;
      if (message === null) {
        host.keepBadFrame(Buffer.from(text), read.ok ? 'not-its-message' : 'form', line.peer);
        return say({ type: 'refused', why: 'bad-message' });
      }
      if (message.n <= newest) return reject('replayed', refuse);
      prove();
      if (host.wantsFrame?.(deviceId)) host.keepFrame?.(Buffer.from(text), line.peer, deviceId);
      return take(message);
    },
    end: () => leave?.(),
  };
}

function observationOf(
  deviceId: string,
  message: EquipmentMessage,
  host: GatewayHost,
): Observation {
  switch (message.type) {
    case 'heartbeat':
      return aliveOf(deviceId, host);
    case 'order-answer':
      return {
        ...reportedBy(deviceId, host, message.atMs),
        kind: 'order-answer',
        orderId: message.order,
        outcome: message.outcome === 'done' ? 'confirmed' : 'refused-by-device',
        detail: message.detail ?? '',
      };
    default:
      return {
        ...reportedBy(deviceId, host, message.atMs),
        kind: 'equipment',
        report: saidBy(message),
      };
  }
}
