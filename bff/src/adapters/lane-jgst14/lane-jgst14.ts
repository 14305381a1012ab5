import type { DeviceAdapter } from '#adapters/device-adapter.ts';
import { openTcpDoor } from '#adapters/tcp-door.ts';
import { gateway, type LaneSettings } from './lane-desk.ts';
import { talkToLane } from './lane-line.ts';
import { rememberProvenLanes } from './proven-lanes.ts';
import { smartLaneRoute } from './smart-lane.ts';
import { supervisionRoute } from './supervision-route.ts';

/** Connections are short; who is silent for longer has gone. */
const idleMs = 60_000;
const maxConnections = 64;

/**
 * Checkpoint lanes by JGS/T 14-2015: traditional ones in frames over TCP (annex A), smart ones over HTTP
 * (chapter 4), and the push of vehicle positions (chapter 6). A lane asks with what it read, and the
 * answer comes back within the same connection: release, alarm, or wait for a person.
 */
export function laneJgst14Adapter(settings: LaneSettings): DeviceAdapter {
  return {
    gateway,
    start: async (host) => {
      const lanes = rememberProvenLanes();
      const door = await openTcpDoor(
        { host: settings.host, port: settings.port, idleMs, maxConnections },
        (line) => talkToLane(host, settings, lanes, line),
      );
      return {
        port: door.port,
        routes: [smartLaneRoute(host, settings), supervisionRoute(host, settings)],
        health: () => ({ ok: door.isOpen(), detail: `${door.connections()} connections` }),
        connections: door.connections,
        close: door.close,
      };
    },
  };
}
