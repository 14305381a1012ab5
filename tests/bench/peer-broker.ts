import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PeerProtocol } from './peer-feed-program.ts';

/** A broker that others run for the same work, if this machine has it: positions over WebSocket. */
export type PeerBroker = {
  pid: number;
  protocol: PeerProtocol;
  /** Where it is published to, and where pages subscribe. */
  feedPort: number;
  pagePort: number;
  /** How a page says what it wants. */
  subprotocol?: string;
  hello: Uint8Array[];
  /** What a page gets for a message of so many bytes, inside WebSocket frames. */
  deliveredBytes: (payloadBytes: number) => number;
  end: () => Promise<void>;
};

type Kind = {
  program: string;
  protocol: PeerProtocol;
  configuration: (feedPort: number, pagePort: number) => string;
  subprotocol?: string;
  hello: string[];
  deliveredBytes: (payloadBytes: number) => number;
};

const kinds = {
  nats: {
    program: 'nats-server',
    protocol: 'nats',
    configuration: (feedPort, pagePort) =>
      [
        `host: 127.0.0.1`,
        `port: ${feedPort}`,
        'max_pending: 512MB',
        'write_deadline: "30s"',
        `websocket { host: 127.0.0.1, port: ${pagePort}, no_tls: true, compression: false }`,
      ].join('\n'),
    hello: ['CONNECT {"verbose":false}\r\nSUB v.> 1\r\n'],
    deliveredBytes: (bytes) => `MSG v.000001 1 ${bytes}\r\n`.length + bytes + 2,
  },
  mosquitto: {
    program: 'mosquitto',
    protocol: 'mqtt',
    configuration: (feedPort, pagePort) =>
      [
        `listener ${feedPort} 127.0.0.1`,
        `listener ${pagePort} 127.0.0.1`,
        'protocol websockets',
        'allow_anonymous true',
        'persistence false',
        'max_queued_messages 0',
        'set_tcp_nodelay true',
        'log_type error',
        '',
      ].join('\n'),
    subprotocol: 'mqtt',
    hello: ['\x10\x0c\x00\x04MQTT\x04\x02\x00\x00\x00\x00', '\x82\x08\x00\x01\x00\x03v/#\x00'],
    deliveredBytes: (bytes) => 1 + (bytes + 10 < 128 ? 1 : 2) + 2 + 'v/000001'.length + bytes,
  },
} as const satisfies Record<string, Kind>;

export type PeerName = keyof typeof kinds;
export const peerNames = Object.keys(kinds) as PeerName[];

const folders = () => [
  ...(process.env.PATH ?? '').split(delimiter),
  ...['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin'],
];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function untilItListens(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = createConnection(port, '127.0.0.1');
    const outcome = Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]);
    const listens = await outcome.catch(() => false);
    socket.destroy();
    if (listens) return;
    await pause(50);
  }
  throw new Error(`nothing listens on ${port}`);
}

/** Null when this machine does not have it. */
export async function startPeer(name: PeerName): Promise<PeerBroker | null> {
  const kind: Kind = kinds[name];
  const program = folders()
    .map((folder) => join(folder, kind.program))
    .find((path) => existsSync(path));
  if (!program) return null;
  const folder = mkdtempSync(join(tmpdir(), 'ftz-peer-'));
  const [feedPort, pagePort] = [await freePort(), await freePort()];
  const file = join(folder, 'peer.conf');
  writeFileSync(file, kind.configuration(feedPort, pagePort));
  const child = spawn(program, ['-c', file], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const end = async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilItListens(feedPort);
    await untilItListens(pagePort);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    pid: child.pid ?? 0,
    protocol: kind.protocol,
    feedPort,
    pagePort,
    ...(kind.subprotocol && { subprotocol: kind.subprotocol }),
    hello: kind.hello.map((text) => Buffer.from(text, 'latin1')),
    deliveredBytes: kind.deliveredBytes,
    end,
  };
}
