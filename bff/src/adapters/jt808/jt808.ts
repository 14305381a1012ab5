import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import { AlarmEdges } from './alarm-bits.ts';
import { serveConnection } from './connection.ts';
import { TerminalLine } from './terminal-line.ts';

export type Jt808Settings = {
  host: string;
  /** 0 lets the system choose; the running gateway tells which. */
  port: number;
  /** Whether the house knows the terminal. It opens no door (see `TerminalLine`), it is for `health`. */
  registry: (terminalId: string) => boolean;
  /** Terminals beat at least every minute or two; default 180,000. */
  idleTimeoutMs?: number;
  /** Over all peers, default 2000. None per address: behind a carrier's NAT a fleet shares one. */
  maxConnections?: number;
};

/** Alarm levels are remembered for so many terminals: well above a fleet, and a few MB at most. */
const maxTerminalsRemembered = 20_000;

/** Vehicle terminals, JT/T 808-2011, -2013 and -2019, over TCP. */
export const jt808Adapter = (settings: Jt808Settings): DeviceAdapter => ({
  gateway: 'jt808',
  start: (host) => startGateway(settings, host),
});

async function startGateway(settings: Jt808Settings, host: GatewayHost): Promise<RunningGateway> {
  const { idleTimeoutMs = 180_000, maxConnections = 2000 } = settings;
  const edges = new AlarmEdges(maxTerminalsRemembered);
  const lines = new Map<Socket, TerminalLine>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const peer = `${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`;
    const line = new TerminalLine(host, edges, peer);
    lines.set(socket, line);
    socket.once('close', () => lines.delete(socket));
    serveConnection(socket, line, idleTimeoutMs);
  });
  server.maxConnections = maxConnections;
  server.listen(settings.port, settings.host);
  await once(server, 'listening');
  // From here on an error is one connection that could not be taken; the port lives on.
  server.on('error', () => {});
  return {
    port: portOf(server),
    routes: [],
    health: () => ({
      ok: server.listening,
      detail: describe([...lines.values()], settings.registry),
    }),
    close: () => closeServer(server, [...lines.keys()]),
  };
}

function describe(lines: TerminalLine[], registry: Jt808Settings['registry']): string {
  const ids = new Set(lines.map((line) => line.session.terminalId).filter((id) => id !== null));
  const strangers = [...ids].filter((id) => !registry(id)).length;
  return `${lines.length} connections, ${ids.size} terminals, ${strangers} of them unknown`;
}

function portOf(server: Server): number | null {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : null;
}

async function closeServer(server: Server, sockets: Socket[]): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  for (const socket of sockets) socket.destroy();
  await closed;
}
