import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import { openTcpDoor, type TcpDoor, type TcpLine, type TcpTalk } from '#adapters/tcp-door.ts';
import { openUdpDoor, type UdpDoor } from '#adapters/udp-door.ts';
import { callReceiver } from './call-receiver.ts';
import { createLineEar, type LineEar } from './hear-line.ts';
import { createLineCutter } from './line-cutter.ts';

const gateway = 'ais';
const idleMs = 10 * 60_000;
const maxConnections = 64;
/** Datagrams of more senders than this share one joiner: long messages may then be lost, nothing else. */
const mostSenders = 256;

export type AisSettings = {
  host: string;
  port: number;
  /** `tcp://host:port` of a receiver that waits to be called; null where all call us. */
  url: string | null;
};

/**
 * AIS receivers on shore: lines of NMEA sentences over TCP and UDP on one port, or from a receiver that
 * we call. Nothing is answered in this protocol, so nothing is acknowledged.
 */
export function aisAdapter(settings: AisSettings): DeviceAdapter {
  return { gateway, start: (host) => start(settings, host) };
}

async function start(settings: AisSettings, host: GatewayHost): Promise<RunningGateway> {
  const door = await openTcpDoor({ ...settings, idleMs, maxConnections }, (line) =>
    listenTo(line, host),
  );
  const udp = await openDatagrams(settings.host, door, host);
  const call =
    settings.url === null
      ? null
      : callReceiver(new URL(settings.url), (line) => listenTo(line, host));
  return {
    port: door.port,
    routes: [],
    health: () => {
      const called =
        call === null ? '' : call.isOpen() ? ', one called' : ', the one to call is away';
      const detail = `${door.connections()} receivers connected${called}`;
      return { ok: door.isOpen() && call?.isOpen() !== false, detail };
    },
    connections: () => door.connections() + (call?.isOpen() ? 1 : 0),
    close: async () => {
      call?.close();
      await udp.close();
      await door.close();
    },
  };
}

const addressOf = (peer: string) => peer.replace(/:\d+$/, '');

function listenTo(line: TcpLine, host: GatewayHost): TcpTalk {
  const ear = createLineEar(host, line.peer, addressOf(line.peer));
  const cutter = createLineCutter();
  return {
    take: async (chunk) => {
      for (const text of cutter.push(chunk)) await ear.hear(text);
    },
    end: () => {
      void ear.hear(cutter.end());
      ear.settle(Number.MAX_SAFE_INTEGER);
    },
  };
}

/** One ear per sender, so that parts which come in datagrams of their own find each other. */
async function openDatagrams(address: string, door: TcpDoor, host: GatewayHost): Promise<UdpDoor> {
  const ears = new Map<string, LineEar>();
  const open = openUdpDoor({ host: address, port: door.port }, async (bytes, from) => {
    const peer = ears.size >= mostSenders && !ears.has(from.address) ? 'others' : from.address;
    const ear = ears.get(peer) ?? createLineEar(host, `${from.address}:${from.port}`, from.address);
    ears.set(peer, ear);
    const cutter = createLineCutter();
    for (const line of [...cutter.push(bytes), cutter.end()]) await ear.hear(line);
  });
  return open.catch(async (error) => {
    await door.close();
    throw error;
  });
}
