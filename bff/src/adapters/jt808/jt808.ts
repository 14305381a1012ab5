import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import { AlarmEdges } from './alarm-bits.ts';
import { Connection } from './connection.ts';
import { mostOpenFiles } from './open-files.ts';

export type Jt808Settings = {
  host: string;
  /** 0 lets the system choose; the running gateway tells which. */
  port: number;
  /** Whether the house knows the terminal. It opens no door (see `TerminalLine`), it is for `health`. */
  registry: (terminalId: string) => boolean;
  /** Terminals beat at least every minute or two; default 180,000. */
  idleTimeoutMs?: number;
  /**
   * Over all peers, default 30,000, or less where the system lets this process open fewer files:
   * `health` then says what to raise. None per address: behind a carrier's NAT a fleet shares one.
   */
  maxConnections?: number;
  /** What the system allows (`ulimit -n`); asked for when absent. */
  openFiles?: number;
};

/** Levels are remembered for so many terminals with an alarm on: a fleet of 20,000, and strangers. */
const maxTerminalsRemembered = 40_000;

/** What the rest of the house opens: the store, web pages and their sockets, other devices. */
const filesForOthers = 2_000;

/** A fleet that comes back after a break knocks all at once; the system may allow less. */
const backlog = 4_096;

/** Vehicle terminals, JT/T 808-2011, -2013 and -2019, over TCP. */
export const jt808Adapter = (settings: Jt808Settings): DeviceAdapter => ({
  gateway: 'jt808',
  start: (host) => startGateway(settings, host),
});

async function startGateway(settings: Jt808Settings, host: GatewayHost): Promise<RunningGateway> {
  const { idleTimeoutMs = 180_000, maxConnections = 30_000, registry } = settings;
  const room = roomFor(maxConnections, settings.openFiles ?? mostOpenFiles());
  const connections = new Set<Connection>();
  const edges = new AlarmEdges(maxTerminalsRemembered);
  const closed = (connection: Connection): void => void connections.delete(connection);
  const house = { host, edges, idleTimeoutMs, closed };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
    connections.add(new Connection(socket, house)),
  );
  server.maxConnections = room;
  server.listen({ port: settings.port, host: settings.host, backlog });
  await once(server, 'listening');
  // From here on an error is one connection that could not be taken; the port lives on.
  server.on('error', () => {});
  const limit = room < maxConnections ? `; ${tooFewFiles(room, maxConnections)}` : '';
  return {
    port: portOf(server),
    routes: [],
    health: () => ({
      ok: server.listening,
      detail: describe([...connections], registry) + limit,
    }),
    connections: () => connections.size,
    close: () => closeServer(server, connections),
  };
}

/** Connections that leave the others their files; half of a small allowance. */
function roomFor(maxConnections: number, openFiles: number): number {
  const room = Math.max(openFiles - filesForOthers, Math.floor(openFiles / 2));
  return Math.min(maxConnections, room);
}

const tooFewFiles = (room: number, maxConnections: number): string =>
  `room for ${room} of ${maxConnections} terminals: the system lets this process open too few files, start it after "ulimit -n ${maxConnections + filesForOthers}"`;

function describe(connections: Connection[], registry: Jt808Settings['registry']): string {
  const ids = new Set(
    connections.map(({ line }) => line.session.terminalId).filter((id) => id !== null),
  );
  const strangers = [...ids].filter((id) => !registry(id)).length;
  return `${connections.length} connections, ${ids.size} terminals, ${strangers} of them unknown`;
}

function portOf(server: Server): number | null {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : null;
}

async function closeServer(server: Server, connections: Iterable<Connection>): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  for (const connection of connections) connection.close();
  await closed;
}
