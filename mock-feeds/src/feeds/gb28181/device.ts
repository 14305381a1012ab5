import { createPtzMount, type Look } from '#sim/ptz-mount.ts';
import type { Random } from '#sim/random.ts';
import {
  type CatalogCamera,
  decodeIncoming,
  type Ends,
  encodeAlarm,
  encodeAnswer,
  encodeCatalogPart,
  encodeDeviceInfo,
  encodeDeviceStatus,
  encodeDigest,
  encodeKeepalive,
  encodeRequest,
  encodeSdp,
  type Incoming,
} from './encode.ts';
import { openTcpLine, openUdpLine } from './line.ts';
import { obeyPtz } from './ptz-command.ts';

export type PlatformSettings = {
  host: string;
  port: number;
  transport: 'UDP' | 'TCP';
  platformId: string;
  centreId: string;
  key: string;
  cameras: readonly CatalogCamera[];
  random: Random;
  keepaliveEveryMs?: number;
};

export type VideoPlatform = {
  /** Resolves when the centre has taken its registration and one sign of life. */
  online: Promise<void>;
  alarm: (alarm: Omit<Parameters<typeof encodeAlarm>[0], 'sn'>) => void;
  /** Calls that the centre has begun and not ended. */
  calls: () => number;
  /** Where one of its cameras looks now. */
  look: (channelId: string) => Look | null;
  /** The last answer to a registration, for tests of refusals. */
  lastStatus: () => string | null;
  signOff: () => void;
  close: () => void;
};

const usualKeepaliveMs = 30_000;
const registerAgainMs = 5_000;
/** Long before a registration of an hour runs out. */
const refreshMs = 1_200_000;
/** Small parts, as cautious platforms send them. */
const camerasPerPart = 2;

/** A video platform: registers, says that it lives, answers what it is asked, and takes live calls. */
export function startVideoPlatform(settings: PlatformSettings): VideoPlatform {
  const { host, port, transport, platformId, centreId, key, random } = settings;
  const online = Promise.withResolvers<void>();
  const word = () => Math.floor(random.next() * 2 ** 32).toString(16);
  const tag = word();
  const calls = new Set<string>();
  const mounts = new Map(settings.cameras.map(({ channelId }) => [channelId, createPtzMount()]));
  let ends: Ends = {
    platformId,
    centreId,
    transport,
    local: `${host}:0`,
    remote: `${host}:${port}`,
  };
  let cseq = 0;
  let sn = 0;
  let expiresS = 3_600;
  let isRegistered = false;
  let status: string | null = null;
  let callId = word();

  const register = (authorization: string | null) => {
    cseq += 1;
    const headers = [`Expires: ${expiresS}`, ...(authorization === null ? [] : [authorization])];
    line.send(encodeRequest({ ...ends, method: 'REGISTER', callId, cseq, tag, headers }));
  };
  const tell = (body: string) => {
    cseq += 1;
    line.send(encodeRequest({ ...ends, method: 'MESSAGE', callId: word(), cseq, tag, body }));
  };
  const keepAlive = () => {
    sn += 1;
    if (isRegistered) tell(encodeKeepalive(sn, platformId));
  };

  function takeAnswer({ start, headers }: Incoming): void {
    if (!headers.get('cseq')?.endsWith('REGISTER')) {
      if (start.startsWith('SIP/2.0 200')) online.resolve();
      // The centre was started anew and knows nobody yet.
      if (start.startsWith('SIP/2.0 403')) isRegistered = false;
      return;
    }
    status = start.slice(8);
    if (status.startsWith('401')) {
      const uri = `sip:${centreId}@${centreId.slice(0, 10)}`;
      register(encodeDigest(headers.get('www-authenticate') ?? '', { platformId, key, uri }));
    }
    if (!status.startsWith('200')) return;
    line.settled();
    isRegistered = expiresS > 0;
    keepAlive();
  }

  function takeRequest(request: Incoming): void {
    const [method] = request.start.split(' ');
    const id = request.headers.get('call-id') ?? '';
    if (method === 'ACK') return;
    if (method === 'INVITE') {
      takeCall(request, id);
      return;
    }
    if (method === 'BYE') calls.delete(id);
    line.send(encodeAnswer(request, '200 OK', { tag }));
    if (method === 'MESSAGE') answerQuery(request.body);
  }

  function takeCall(request: Incoming, id: string): void {
    const channelId = /^INVITE sip:(\d{20})@/.exec(request.start)?.[1];
    const ssrc = /^y=(\d{10})/m.exec(request.body)?.[1] ?? '';
    line.send(encodeAnswer(request, '100 Trying', { tag }));
    const camera = settings.cameras.find((each) => each.channelId === channelId);
    if (!camera?.online) {
      line.send(
        encodeAnswer(request, camera ? '480 Temporarily Unavailable' : '404 Not Found', { tag }),
      );
      return;
    }
    calls.add(id);
    const headers = ['Content-Type: APPLICATION/SDP', `Contact: <sip:${platformId}@${ends.local}>`];
    const body = encodeSdp(platformId, host, 15_060, ssrc);
    line.send(encodeAnswer(request, '200 OK', { tag, headers, body }));
  }

  function answerQuery(body: string): void {
    const asked = /<CmdType>(\w+)<\/CmdType>/.exec(body)?.[1];
    const askedSn = /<SN>(\d+)<\/SN>/.exec(body)?.[1] ?? '0';
    const { cameras } = settings;
    if (asked === 'DeviceControl') turn(body);
    if (asked === 'DeviceInfo') tell(encodeDeviceInfo(askedSn, platformId, cameras.length));
    if (asked === 'DeviceStatus') tell(encodeDeviceStatus(askedSn, platformId));
    if (asked !== 'Catalog') return;
    for (let at = 0; at < cameras.length; at += camerasPerPart) {
      const part = cameras.slice(at, at + camerasPerPart);
      tell(encodeCatalogPart({ sn: askedSn, platformId, sum: cameras.length }, part));
    }
  }

  function turn(body: string): void {
    const channelId = /<DeviceID>(\d+)<\/DeviceID>/.exec(body)?.[1] ?? '';
    const command = /<PTZCmd>([0-9A-F]{16})<\/PTZCmd>/.exec(body)?.[1] ?? '';
    const mount = mounts.get(channelId);
    if (mount) obeyPtz(command, mount, Date.now());
  }

  const open = transport === 'UDP' ? openUdpLine : openTcpLine;
  const line = open({
    host,
    port,
    random,
    onOpen: (localPort) => {
      ends = { ...ends, local: `${host}:${localPort}` };
      isRegistered = false;
      callId = word();
      register(null);
    },
    onMessage: (text) => {
      const incoming = decodeIncoming(text);
      if (incoming.start.startsWith('SIP/2.0')) takeAnswer(incoming);
      else takeRequest(incoming);
    },
  });
  // The centre may have been away, or have forgotten: who is refused, or unheard, begins anew.
  const again = setInterval(() => {
    if (!isRegistered && expiresS > 0) register(null);
  }, registerAgainMs);
  const refresh = setInterval(() => {
    if (isRegistered) register(null);
  }, refreshMs);
  const beat = setInterval(keepAlive, settings.keepaliveEveryMs ?? usualKeepaliveMs);
  return {
    online: online.promise,
    alarm: (alarm) => {
      sn += 1;
      tell(encodeAlarm({ ...alarm, sn }));
    },
    calls: () => calls.size,
    look: (channelId) => mounts.get(channelId)?.look(Date.now()) ?? null,
    lastStatus: () => status,
    signOff: () => {
      expiresS = 0;
      register(null);
    },
    close: () => {
      clearInterval(again);
      clearInterval(refresh);
      clearInterval(beat);
      line.close();
    },
  };
}
