import { createServer, type Server, type Socket } from 'node:net';
import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import { type Answer, createAnswerer } from './answer-frame.ts';
import { createSplitter, isContent, type Slice } from './splitter.ts';

const gateway = 'perimeter-dc09';
const idleMs = 5 * 60_000;
const maxConnections = 1024;
/** Who sends and never reads its answers is cut off before they pile up. */
const unreadLimitBytes = 64 * 1024;

/** `keyOf` opens encrypted panels; without it their frames are recognised and answered DUH. */
export type PerimeterSettings = {
  host: string;
  port: number;
  registry: (account: string) => boolean;
  keyOf?: (account: string) => Uint8Array | null;
};

/**
 * Perimeter panels over TCP (ANSI/SIA DC-09 with DC-03 and Contact ID content). A panel hears ACK only
 * after its report was kept, DUH when the content or the account is not ours, NAK when its clock is off,
 * and nothing at all when the frame was damaged: then it repeats.
 */
export function perimeterDc09Adapter(settings: PerimeterSettings): DeviceAdapter {
  return { gateway, start: (host) => listen(settings, host) };
}

async function listen(settings: PerimeterSettings, host: GatewayHost): Promise<RunningGateway> {
  const sockets = new Set<Socket>();
  const answer = createAnswerer(
    { registry: settings.registry, keyOf: settings.keyOf ?? (() => null) },
    host,
  );
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    void serve(socket, host, answer);
  });
  server.maxConnections = maxConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  server.on('error', () => {});
  return {
    port: portOf(server),
    routes: [],
    health: () => ({ ok: server.listening, detail: `${sockets.size} panels connected` }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function portOf(server: Server): number | null {
  const address = server.address();
  return address && typeof address === 'object' ? address.port : null;
}

/** One frame after the other: the order of a panel is kept, and a slow commit slows that panel only. */
async function serve(socket: Socket, host: GatewayHost, answer: Answer): Promise<void> {
  const peer = `${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`;
  const splitter = createSplitter();
  socket.setTimeout(idleMs, () => socket.destroy());
  socket.on('error', () => {});
  try {
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      await answerAll(splitter.push(chunk as Buffer), peer);
    }
  } catch {
    // The line broke: what was acknowledged is kept, the rest the panel sends again.
  }
  const rest = splitter.end();
  if (isContent(rest)) host.keepBadFrame(rest, 'truncated', peer);
  socket.end();

  async function answerAll(slices: Slice[], peer: string) {
    for (const { bytes, overflow } of slices) {
      if (overflow) host.keepBadFrame(bytes, 'too-long', peer);
      const reply = overflow ? null : await answer(bytes, peer);
      if (reply && socket.writable) socket.write(reply);
      if (socket.writableLength > unreadLimitBytes) socket.destroy();
    }
  }
}
