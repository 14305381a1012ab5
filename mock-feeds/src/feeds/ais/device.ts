import { createSocket } from 'node:dgram';
import { openPersistentSocket } from '#feeds/persistent-socket.ts';
import type { KindSurroundings, SimulatedKind } from '#feeds/simulated-kind.ts';
import {
  encodeBaseStation,
  encodePosition,
  encodeSmallCraft,
  encodeSmallCraftName,
  encodeVoyage,
  sentencesOf,
} from './encode.ts';
import { placeAt, type Sailing, sailings } from './sailings.ts';

/** Places every six seconds, particulars every minute: slower than at sea, as from a filtering receiver. */
const placesEveryMs = 6_000;
const particularsEvery = 10;

/** Two receivers on shore: the first over TCP with the large ships, the other over UDP with the small. */
export const startAisReceivers: SimulatedKind = async (surroundings) => {
  if (surroundings.plan.ports.ais === 0)
    return { online: Promise.resolve(), close: async () => {} };
  const large = startTcpReceiver('YSP-AIS1', surroundings);
  const small = startUdpReceiver('YSP-AIS2', surroundings);
  return {
    online: Promise.all([large.online, small.online]).then(() => undefined),
    close: async () => {
      large.close();
      small.close();
    },
  };
};

type Receiver = { online: Promise<void>; close: () => void };

function startTcpReceiver(
  receiverId: string,
  { plan, randomOf, nowMs }: KindSurroundings,
): Receiver {
  const heard = Promise.withResolvers<void>();
  let isOpen = false;
  const hear = createHearing(
    receiverId,
    sailings.filter(({ smallCraft }) => !smallCraft),
  );
  const tell = () => {
    if (!isOpen) return;
    for (const line of hear(nowMs())) socket.write(Buffer.from(line, 'latin1'));
    heard.resolve();
  };
  const socket = openPersistentSocket({
    host: plan.host,
    port: plan.ports.ais,
    random: randomOf(`receiver ${receiverId}`),
    onOpen: () => {
      isOpen = true;
      socket.settled();
      tell();
    },
    onData: () => {},
    onClosed: () => {
      isOpen = false;
    },
  });
  const beat = setInterval(tell, placesEveryMs);
  return {
    online: heard.promise,
    close: () => {
      clearInterval(beat);
      socket.close();
    },
  };
}

/** Each sentence in a datagram of its own, the parts of long ones too. */
function startUdpReceiver(receiverId: string, { plan, nowMs }: KindSurroundings): Receiver {
  const socket = createSocket(plan.host.includes(':') ? 'udp6' : 'udp4');
  // Nobody listens: a receiver on shore neither knows nor minds.
  socket.on('error', () => {});
  const hear = createHearing(
    receiverId,
    sailings.filter(({ smallCraft }) => smallCraft),
  );
  const tell = () => {
    for (const line of hear(nowMs())) {
      socket.send(Buffer.from(line, 'latin1'), plan.ports.ais, plan.host, () => {});
    }
  };
  tell();
  const beat = setInterval(tell, placesEveryMs);
  return {
    online: Promise.resolve(),
    close: () => {
      clearInterval(beat);
      socket.close();
    },
  };
}

/** All that a receiver hears in one round; who they are it hears in the first, and seldom after. */
function createHearing(source: string, heard: readonly Sailing[]): (atMs: number) => string[] {
  let round = 0;
  let group = 0;
  return (atMs) => {
    const tag = { source, atMs };
    const line = (bits: string) => {
      group = (group + 1) % 10;
      return sentencesOf(bits, { group, channel: group % 2 === 0 ? 'A' : 'B', tag });
    };
    const places = heard.flatMap((sailing) => line(placeBits(sailing, atMs)));
    const withParticulars = round % particularsEvery === 0;
    round += 1;
    if (!withParticulars) return places;
    const shore = encodeBaseStation({ mmsi: 4_130_001, lonDeg: 122.058, latDeg: 30.633, atMs });
    return [
      ...places,
      ...heard.flatMap((sailing) => line(particularBits(sailing))),
      ...line(shore),
    ];
  };
}

function placeBits(sailing: Sailing, atMs: number): string {
  const { point, courseDeg } = placeAt(sailing, atMs);
  const second = Math.floor(atMs / 1000) % 60;
  const place = { ...sailing, lonDeg: point[0], latDeg: point[1], courseDeg, second };
  return sailing.smallCraft ? encodeSmallCraft(place) : encodePosition(place);
}

function particularBits(sailing: Sailing): string {
  return sailing.smallCraft ? encodeSmallCraftName(sailing) : encodeVoyage(sailing);
}
