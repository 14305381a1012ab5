import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import { Connection } from './connection.ts';
import { createLineHouse, type LineHouse, type TerminalRegister } from './line-house.ts';
import { mostOpenFiles } from './open-files.ts';
import { sendOrder } from './send-order.ts';
import type { TerminalLine } from './terminal-line.ts';
import { openUdpTerminals, type UdpTerminals } from './udp-terminals.ts';

export type Jt808Settings = {
  host: string;
  /** 0 lets the system choose; the running gateway tells which. */
  port: number;
  /** What the house knows of a terminal: it opens no door (see `TerminalLine`), it says what its bytes mean. */
  registry: TerminalRegister;
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

/** What the rest of the house opens: the store, web pages and their sockets, other devices. */
const filesForOthers = 2_000;

/** A fleet that comes back after a break knocks all at once; the system may allow less. */
const backlog = 4_096;

/** Peers of the UDP port need no files, only memory. */
const maxUdpPeers = 10_000;

const sweepEveryMs = 1_000;

/** Vehicle terminals, JT/T 808-2011, -2013 and -2019, over TCP and UDP, on one port number. */
export const jt808Adapter = (settings: Jt808Settings): DeviceAdapter => ({
  gateway: 'jt808',
  start: (host) => startGateway(settings, host),
});

async function startGateway(settings: Jt808Settings, host: GatewayHost): Promise<RunningGateway> {
  const { idleTimeoutMs = 180_000, maxConnections = 30_000, registry } = settings;
  const room = roomFor(maxConnections, settings.openFiles ?? mostOpenFiles());
  const connections = new Set<Connection>();
  const { sweep, ...house } = createLineHouse(host, registry);
  const closed = (connection: Connection): void => void connections.delete(connection);
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
    connections.add(new Connection(socket, { ...house, idleTimeoutMs, closed })),
  );
  server.maxConnections = room;
  const udp = await listen(server, settings, house, idleTimeoutMs);
  // From here on an error is one connection that could not be taken; the port lives on.
  server.on('error', () => {});
  const sweeping = setInterval(() => {
    sweep();
    udp.sweep(host.nowMs());
  }, sweepEveryMs);
  const limit = room < maxConnections ? `; ${tooFewFiles(room, maxConnections)}` : '';
  return {
    port: portOf(server),
    routes: [],
    health: () => ({
      ok: server.listening,
      detail: describe([...connections], udp.lines(), house) + limit,
    }),
    connections: () => connections.size + udp.lines().length,
    order: async (order) => sendOrder(house, order),
    close: async () => {
      clearInterval(sweeping);
      await Promise.all([closeServer(server, connections), udp.close()]);
    },
  };
}

const mostTries = 10;

/** Both doors on one number; where the system chooses it, it has to be free for both. */
async function listen(
  server: Server,
  { host, port }: Jt808Settings,
  house: LineHouse,
  idleMs: number,
): Promise<UdpTerminals> {
  for (let tries = 1; ; tries += 1) {
    server.listen({ port, host, backlog });
    await once(server, 'listening');
    try {
      const number = portOf(server) ?? port;
      return await openUdpTerminals({ host, port: number, idleMs, maxPeers: maxUdpPeers }, house);
    } catch (error) {
      await closeServer(server, []);
      if (port !== 0 || tries === mostTries) throw error;
    }
  }
}

/** Connections that leave the others their files; half of a small allowance. */
function roomFor(maxConnections: number, openFiles: number): number {
  const room = Math.max(openFiles - filesForOthers, Math.floor(openFiles / 2));
  return Math.min(maxConnections, room);
}

const tooFewFiles = (room: number, maxConnections: number): string =>
  `room for ${room} of ${maxConnections} terminals: the system lets this process open too few files, start it after "ulimit -n ${maxConnections + filesForOthers}"`;

function describe(
  connections: readonly Connection[],
  peers: readonly TerminalLine[],
  { registry, orders }: LineHouse,
): string {
  const lines = [...connections.map(({ line }) => line), ...peers];
  const ids = new Set(lines.map(({ session }) => session.terminalId).filter((id) => id !== null));
  const strangers = [...ids].filter((id) => registry(id) === null).length;
  const more = [
    ...(peers.length > 0 ? [`${peers.length} of them over UDP`] : []),
    ...(orders.size > 0 ? [`${orders.size} orders await their answer`] : []),
  ];
  return [
    `${lines.length} connections, ${ids.size} terminals, ${strangers} of them unknown`,
    ...more,
  ].join('; ');
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
