import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import { openTcpDoor, type TcpLine, type TcpTalk } from '#adapters/tcp-door.ts';
import { accountKey } from './account-key.ts';
import { type Answer, createAnswerer } from './answer-frame.ts';
import { answerDatagrams } from './datagrams.ts';
import { createSplitter, isContent } from './splitter.ts';

const gateway = 'perimeter-dc09';
const idleMs = 5 * 60_000;
const maxConnections = 1024;

/** `keyOf` is the key of a panel that proves who it is, as a technician writes it; null for all others. */
export type PerimeterSettings = {
  host: string;
  port: number;
  registry: (account: string) => boolean;
  keyOf?: (account: string) => string | null;
};

/**
 * Perimeter panels over TCP and UDP (ANSI/SIA DC-09 with DC-03 and Contact ID content). A panel hears
 * ACK only after its report was kept, DUH when the content or the account is not ours, NAK when its
 * clock is off, and nothing at all when the frame was damaged: then it repeats.
 */
export function perimeterDc09Adapter(settings: PerimeterSettings): DeviceAdapter {
  return { gateway, start: (host) => listen(settings, host) };
}

async function listen(settings: PerimeterSettings, host: GatewayHost): Promise<RunningGateway> {
  const keyOf = (account: string) => {
    const text = settings.keyOf?.(account) ?? null;
    return text === null ? null : accountKey(text);
  };
  const answer = createAnswerer({ registry: settings.registry, keyOf }, host);
  const { tcp, udp } = await openDoors(settings, host, answer);
  return {
    port: tcp.port,
    routes: [],
    health: () => ({ ok: tcp.isOpen(), detail: `${tcp.connections()} panels connected` }),
    connections: tcp.connections,
    close: async () => {
      await Promise.all([tcp.close(), udp.close()]);
    },
  };
}

/** A free port of one kind may be taken in the other. */
const mostTries = 5;

/** Both kinds have the same number, as panels know only one. */
async function openDoors(settings: PerimeterSettings, host: GatewayHost, answer: Answer) {
  for (let tries = 1; ; tries += 1) {
    const tcp = await openTcpDoor({ ...settings, idleMs, maxConnections }, (line) =>
      talk(line, host, answer),
    );
    try {
      const udp = await answerDatagrams({ host: settings.host, port: tcp.port }, host, answer);
      return { tcp, udp };
    } catch (error) {
      await tcp.close();
      if (settings.port !== 0 || tries === mostTries) throw error;
    }
  }
}

/** One frame after the other: the order of a panel is kept, and a slow commit slows that panel only. */
function talk(line: TcpLine, host: GatewayHost, answer: Answer): TcpTalk {
  const splitter = createSplitter();
  return {
    take: async (chunk) => {
      for (const { bytes, overflow } of splitter.push(chunk)) {
        if (overflow) host.keepBadFrame(bytes, 'too-long', line.peer);
        const reply = overflow ? null : await answer(bytes, line.peer);
        if (reply) line.send(reply);
      }
    },
    end: () => {
      const rest = splitter.end();
      if (isContent(rest)) host.keepBadFrame(rest, 'truncated', line.peer);
    },
  };
}
