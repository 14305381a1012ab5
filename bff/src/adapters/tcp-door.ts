import { createServer, type Server, type Socket } from 'node:net';

export type TcpDoorSettings = {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** A peer that says nothing for so long is let go. */
  idleMs: number;
  maxConnections: number;
  /** Who sends and never reads its answers is cut off before they pile up; 64 KiB unless said otherwise. */
  unreadLimitBytes?: number;
};

/** One peer's line. `send` writes when the line still stands, `end` lets it go. */
export type TcpLine = {
  peer: string;
  send: (bytes: Uint8Array) => void;
  end: () => void;
};

/** What a protocol does with a line: bytes in the order in which they came, then its end. */
export type TcpTalk = {
  /** The next chunk is read when this has resolved, so a slow commit slows that peer alone. */
  take: (chunk: Uint8Array) => Promise<void>;
  /** The peer has gone, or closed its half: what is left of an unfinished frame is judged here. */
  end: () => void;
};

export type TcpDoor = {
  port: number;
  connections: () => number;
  isOpen: () => boolean;
  close: () => Promise<void>;
};

/**
 * A bounded TCP port for devices. No error of a peer leaves it: a broken line ends itself and nothing
 * else. Rejects when the port cannot be had.
 */
export async function openTcpDoor(
  settings: TcpDoorSettings,
  talkTo: (line: TcpLine) => TcpTalk,
): Promise<TcpDoor> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A protocol that fails in its first or last word costs its own line.
    serve(socket, settings, talkTo).catch(() => socket.destroy());
  });
  server.maxConnections = settings.maxConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  // From here on an error is one connection that could not be taken; the port lives on.
  server.on('error', () => {});
  return {
    port: portOf(server),
    connections: () => sockets.size,
    isOpen: () => server.listening,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

async function serve(
  socket: Socket,
  { idleMs, unreadLimitBytes = 64 * 1024 }: TcpDoorSettings,
  talkTo: (line: TcpLine) => TcpTalk,
): Promise<void> {
  socket.setTimeout(idleMs, () => socket.destroy());
  socket.on('error', () => {});
  const talk = talkTo({
    peer: `${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`,
    send: (bytes) => {
      if (socket.writable) socket.write(bytes);
      if (socket.writableLength > unreadLimitBytes) socket.destroy();
    },
    end: () => socket.end(),
  });
  try {
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      await talk.take(chunk as Uint8Array);
    }
  } catch {
    // The line broke: what was acknowledged is kept, the rest the device sends again.
  }
  talk.end();
  socket.end();
}
