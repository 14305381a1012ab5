import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import { openTcpDoor, type TcpLine } from '#adapters/tcp-door.ts';
import type { Observation } from '#domain/observation.ts';
import { createRepeatWindow } from '#domain/repeat-window.ts';
import type { Message } from './decode.ts';
import { type Cut, createFrameCutter } from './frame-cutter.ts';
import { createLockOrders, type LockOrders } from './lock-orders.ts';
import { type KnownLock, toObservations } from './observe.ts';

const gateway = 'eseal-jointech';
/** Locks sleep for half an hour, in two stages; who says nothing for twice that has gone. */
const idleMs = 65 * 60_000;
const maxConnections = 4096;
const repeatSpanMs = 3_600_000;

export type JointechSettings = {
  host: string;
  port: number;
  registry: (deviceId: string) => boolean;
  /** What the house knows of a lock: reports of events alone say nothing of its rope. */
  knownLock: (deviceId: string) => KnownLock;
  /** The key that a lock's password is made of; null: it is given no orders. */
  keyOf: (deviceId: string) => string | null;
};

/**
 * Jointech locks over TCP. A lock that wants an acknowledgement hears `(P69,0,serial)` after its
 * report was kept, and nothing when it was not: then it sends it again. Damage is kept for a
 * technician and the next frame is found behind it.
 */
export function esealJointechAdapter(settings: JointechSettings): DeviceAdapter {
  return { gateway, start: (host) => listen(settings, host) };
}

async function listen(settings: JointechSettings, host: GatewayHost): Promise<RunningGateway> {
  /** The newest line of each registered lock: strangers are given no orders, and fill no map. */
  const lines = new Map<string, TcpLine>();
  const repeats = createRepeatWindow(repeatSpanMs);
  const orders = createLockOrders(
    settings.keyOf,
    (deviceId, text) => {
      const line = lines.get(deviceId);
      line?.send(Buffer.from(text));
      return line !== undefined;
    },
    host.nowMs,
  );
  const door = await openTcpDoor(
    { host: settings.host, port: settings.port, idleMs, maxConnections },
    (line) => {
      const cutter = createFrameCutter();
      const take = async (cuts: Cut[]) => {
        for (const cut of cuts) await takeCut(cut, line);
      };
      return {
        take: (chunk) => take(cutter.push(chunk)),
        end: () => {
          forget(line);
          // What was cut off has nobody left to be acknowledged to: it is told as damage.
          for (const cut of cutter.end()) if (!cut.ok) keepBad(cut, line);
        },
      };
    },
  );

  function forget(gone: TcpLine): void {
    for (const [deviceId, line] of lines) if (line === gone) lines.delete(deviceId);
  }

  function keepBad(cut: Extract<Cut, { ok: false }>, { peer }: TcpLine): void {
    host.keepBadFrame(cut.bytes, cut.reason, peer);
  }

  async function takeCut(cut: Cut, line: TcpLine): Promise<void> {
    if (!cut.ok) return keepBad(cut, line);
    const { message } = cut;
    const { deviceId } = message;
    // Only platforms speak without an id.
    if (deviceId === null) return host.countFrame('unsupported');
    host.keepFrame?.(cut.bytes, line.peer, deviceId);
    try {
      const result = await keep(message, deviceId, line.peer);
      host.countFrame(result);
      // Only now, and not for what was said before: who speaks from a foreign address, or repeats what
      // he overheard, is given no password.
      if (result === 'ok' && settings.registry(deviceId)) lines.set(deviceId, line);
      const serial = serialToAcknowledge(message);
      if (serial !== null) line.send(Buffer.from(`(P69,0,${serial})`));
    } catch {
      // It was not kept, so it is not acknowledged, and the lock sends it again.
    }
  }

  async function keep(
    message: Message,
    deviceId: string,
    peer: string,
  ): Promise<'ok' | 'duplicate'> {
    const told = toObservations(message, settings.knownLock(deviceId), host.nowMs());
    const work = async () => {
      for (const observation of told) await host.accept(observation, peer);
      await answer(message, deviceId, orders, (told) => host.accept(told, peer));
    };
    const name = nameOf(message);
    if (name === null) {
      await work();
      return 'ok';
    }
    const turn = await repeats.once(`${deviceId} ${name}`, host.nowMs(), work);
    return turn === 'first' ? 'ok' : 'duplicate';
  }

  return {
    port: door.port,
    routes: [],
    health: () => ({
      ok: door.isOpen(),
      detail: `${door.connections()} lines, ${lines.size} known locks`,
    }),
    connections: door.connections,
    order: orders.send,
    close: door.close,
  };
}

/** An answer to an order is told after what the lock did, so that the timeline has them in this order. */
async function answer(
  message: Message,
  deviceId: string,
  orders: LockOrders,
  accept: (observation: Observation) => Promise<void>,
): Promise<void> {
  if (message.kind !== 'text' || message.said.kind !== 'lock-event') return;
  const answered = orders.answerIn(deviceId, message.said);
  if (answered === null) return;
  await accept(answered);
  orders.settle(deviceId);
}

/** What may come again under the same name; null for signs of life. */
function nameOf(message: Message): string | null {
  if (message.kind === 'report') return `report ${message.serial} ${message.fix.atMs}`;
  if (message.kind !== 'text' || message.said.kind !== 'lock-event') return null;
  return `event ${message.said.serial} ${message.said.fix.atMs}`;
}

/** Reports say whether they want an answer (status bit 5); events and sensors always do. */
function serialToAcknowledge(message: Message): number | null {
  switch (message.kind) {
    case 'report':
      return message.status.ackWanted ? message.serial : null;
    case 'sensor':
      return message.serial;
    case 'text':
      return message.said.kind === 'lock-event' ? message.said.serial : null;
    case 'short-report':
      return null;
  }
}
