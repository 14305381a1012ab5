import type { DeviceAdapter } from '#adapters/device-adapter.ts';
import { openTcpDoor } from '#adapters/tcp-door.ts';
import { createOrderDesk } from './open-orders.ts';
import { gateway } from './reported-by.ts';
import { type TalkDeps, talkTo } from './talk.ts';

export type LaneEquipmentSettings = Pick<TalkDeps, 'keyOf' | 'kindOf'> & {
  host: string;
  port: number;
};

/**
 * Weighbridges, readers, barriers, displays and intercoms of the lanes, over TCP, as serial servers
 * bring them: `docs/protocols/lane-equipment.md`. A message is answered `taken` when it was kept.
 */
export function laneEquipmentAdapter(settings: LaneEquipmentSettings): DeviceAdapter {
  return {
    gateway,
    start: async (host) => {
      const orders = createOrderDesk(host.nowMs);
      const deps: TalkDeps = { ...settings, orders, taken: new Map() };
      const door = await openTcpDoor(
        {
          host: settings.host,
          port: settings.port,
          idleMs: 2 * 60_000,
          maxConnections: 512,
        },
        (line) => talkTo(line, deps, host),
      );
      return {
        port: door.port,
        routes: [],
        health: () => ({ ok: door.isOpen(), detail: `${door.connections()} lines` }),
        connections: door.connections,
        order: orders.send,
        close: door.close,
      };
    },
  };
}
