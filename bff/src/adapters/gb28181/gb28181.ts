import { randomBytes } from 'node:crypto';
import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import { openTcpDoor, type TcpLine, type TcpTalk } from '#adapters/tcp-door.ts';
import { openUdpDoor } from '#adapters/udp-door.ts';
import type { VideoPlatformList } from '#domain/video-platforms.ts';
import { type AnswererSettings, createAnswerer } from './answer-request.ts';
import { createChallenge } from './digest.ts';
import { callLive, type LiveAnswer, type MediaTarget, requestOf, type Self } from './live-call.ts';
import { createPlatforms, type Line, type Platform } from './platforms.ts';
import { createSipCutter } from './sip-cutter.ts';
import { methodOf, readSip, type SipMessage } from './sip-message.ts';
import { steerChannel } from './steer-channel.ts';
import { createTransactions } from './transactions.ts';
import { manscdpType, queryBody, writeRequest } from './write-sip.ts';

const gateway = 'gb28181';
const idleMs = 10 * 60_000;
const maxConnections = 64;

export type Gb28181Settings = {
  host: string;
  port: number;
  /** Our own number in the region's numbering, 20 digits; the first ten are the realm. */
  id: string;
  keyOf: AnswererSettings['keyOf'];
  isKnown: AnswererSettings['isKnown'];
};

/** What the house may ask of the platforms while the gateway runs. */
export type VideoPlatforms = {
  list: VideoPlatformList;
  requestLive: (platformId: string, channelId: string, target: MediaTarget) => Promise<LiveAnswer>;
};

/**
 * Video platforms that speak GB/T 28181: their registration, sign of life, catalogs and alarms, and the
 * signalling of a live call, over UDP and TCP. The pictures themselves never come here.
 */
export function gb28181Adapter(
  settings: Gb28181Settings,
): DeviceAdapter & { platforms: VideoPlatforms } {
  let running: VideoPlatforms | null = null;
  return {
    gateway,
    platforms: {
      list: () => running?.list() ?? [],
      requestLive: async (platformId, channelId, target) =>
        running?.requestLive(platformId, channelId, target) ?? { ok: false, status: null },
    },
    start: async (host) => {
      const started = await start(settings, host);
      running = started.platforms;
      return started.gateway;
    },
  };
}

async function start(settings: Gb28181Settings, host: GatewayHost) {
  const platforms = createPlatforms();
  const transactions = createTransactions();
  const realm = settings.id.slice(0, 10);
  const challenge = createChallenge(realm);
  const tag = randomBytes(6).toString('hex');
  let sn = 0;
  const self: Self = { id: settings.id, realm, local: () => `${settings.host}:${door.port}` };

  /** Asks for the cameras and for what the platform is; what it answers comes as messages of its own. */
  function query(platform: Platform): void {
    for (const cmdType of ['Catalog', 'DeviceInfo', 'DeviceStatus']) {
      sn += 1;
      const request = requestOf(self, platform, platform.deviceId);
      const body = queryBody(cmdType, sn, platform.deviceId);
      const bytes = writeRequest({ ...request, method: 'MESSAGE', headers: manscdpType, body });
      const id = `${request.callId} ${request.cseq} MESSAGE`;
      const { line } = platform;
      void transactions.ask(id, () => line.send(bytes), line.transport === 'UDP');
    }
  }

  const answer = createAnswerer(settings, { host, platforms, challenge, tag }, query);

  async function take(message: SipMessage, bytes: Uint8Array, line: Line): Promise<void> {
    if (methodOf(message) !== null) return answer(message, bytes, line);
    host.countFrame(transactions.settle(message) ? 'ok' : 'unsupported');
  }

  const door = await openTcpDoor({ ...settings, idleMs, maxConnections }, (line) =>
    talkOver(line, host, take),
  );
  const opening = openUdpDoor({ host: settings.host, port: door.port }, async (bytes, from) => {
    const remote = `${from.address}:${from.port}`;
    const reading = readSip(bytes);
    // Two bytes of line end keep a translator's hole open (RFC 5626, 3.5.1).
    if (bytes.every((byte) => byte === 0x0d || byte === 0x0a)) return;
    if (!reading.ok || !reading.message.headerComplete || isCut(reading.message)) {
      host.keepBadFrame(bytes, reading.ok ? 'truncated' : reading.reason, remote);
      return;
    }
    const send = (sent: Uint8Array) => udp.send(sent, from);
    await take(reading.message, bytes, { transport: 'UDP', remote, send });
  });
  const udp = await opening.catch(async (error) => {
    await door.close();
    throw error;
  });

  const find = (platformId: string) => platforms.find(platformId, host.nowMs());
  const video: VideoPlatforms = {
    list: () =>
      platforms.all(host.nowMs()).map(({ deviceId, line, info, catalog }) => ({
        platformId: deviceId,
        transport: line.transport,
        info,
        cameras: [...catalog.values()],
      })),
    requestLive: async (platformId, channelId, target) => {
      const platform = find(platformId);
      if (platform === null) return { ok: false, status: null };
      return callLive({ self, transactions, platform }, channelId, target);
    },
  };
  const running: RunningGateway = {
    port: door.port,
    routes: [],
    health: () => {
      const all = platforms.all(host.nowMs());
      const cameras = all.reduce((sum, { catalog }) => sum + catalog.size, 0);
      const detail = `${all.length} video platforms registered, ${cameras} cameras in their catalogs`;
      return { ok: door.isOpen(), detail };
    },
    connections: door.connections,
    steer: async (channelId, motion) => {
      const platform = platforms
        .all(host.nowMs())
        .find(({ deviceId, catalog }) => deviceId === channelId || catalog.has(channelId));
      if (!platform) throw new Error('no platform that is here has this camera');
      sn += 1;
      return steerChannel({ self, transactions, platform }, channelId, { sn, motion });
    },
    close: async () => {
      transactions.close();
      await udp.close();
      await door.close();
    },
  };
  return { gateway: running, platforms: video };
}

/** A datagram holds a whole message or a broken one. */
const isCut = ({ contentLength, body }: SipMessage) =>
  contentLength !== null && body.length < contentLength;

function talkOver(
  line: TcpLine,
  host: GatewayHost,
  take: (message: SipMessage, bytes: Uint8Array, line: Line) => Promise<void>,
): TcpTalk {
  const cutter = createSipCutter();
  const way: Line = { transport: 'TCP', remote: line.peer, send: line.send };
  return {
    take: async (chunk) => {
      for (const piece of cutter.push(chunk)) {
        if (piece.ok) await take(piece.message, piece.bytes, way);
        else {
          host.keepBadFrame(piece.bytes, piece.reason, line.peer);
          line.end();
        }
      }
    },
    end: () => {
      const rest = cutter.end();
      if (rest.length > 0) host.keepBadFrame(rest, 'truncated', line.peer);
    },
  };
}
