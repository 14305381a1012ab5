import { randomBytes } from 'node:crypto';
import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import { openTcpDoor } from '#adapters/tcp-door.ts';
import { openUdpDoor } from '#adapters/udp-door.ts';
import { type AnswererSettings, createAnswerer } from './answer-request.ts';
import { askPlatforms, type VideoPlatforms } from './ask-platforms.ts';
import { createChallenge } from './digest.ts';
import { type HearSip, takeDatagram, talkOver } from './hear-sip.ts';
import type { Self } from './live-call.ts';
import { createPlatforms } from './platforms.ts';
import { methodOf } from './sip-message.ts';
import { createTransactions } from './transactions.ts';

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
  const self: Self = { id: settings.id, realm, local: () => `${settings.host}:${door.port}` };
  const asking = askPlatforms(self, platforms, transactions, host.nowMs);
  const challenge = createChallenge(realm);
  const tag = randomBytes(6).toString('hex');
  const parts = { host, platforms, challenge, tag };
  const answer = createAnswerer(settings, parts, asking.query);

  const hear: HearSip = async (message, bytes, line) => {
    if (methodOf(message) !== null) return answer(message, bytes, line);
    host.countFrame(transactions.settle(message) ? 'ok' : 'unsupported');
  };

  const door = await openTcpDoor({ ...settings, idleMs, maxConnections }, (line) =>
    talkOver(line, host, hear),
  );
  const opening = openUdpDoor({ host: settings.host, port: door.port }, (bytes, from) => {
    const remote = `${from.address}:${from.port}`;
    const send = (sent: Uint8Array) => udp.send(sent, from);
    return takeDatagram(bytes, { transport: 'UDP', remote, send }, host, hear);
  });
  const udp = await opening.catch(async (error) => {
    await door.close();
    throw error;
  });

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
    steer: asking.steer,
    close: async () => {
      transactions.close();
      await udp.close();
      await door.close();
    },
  };
  return { gateway: running, platforms: asking };
}
