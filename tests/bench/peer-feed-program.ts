import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { answerQuestions } from './child-program.ts';
import { machineNowMs } from './machine-clock.ts';
import { createMovingTable } from './moving-table.ts';

/** Publishes one message per vehicle and second to a broker, a tenth of them each tenth of a second. */
export type PeerProtocol = 'nats' | 'mqtt';
export type PeerFeedSettings = { protocol: PeerProtocol; port: number; vehicles: number };

const slicesPerSecond = 10;

/** All of one length, so that readers count messages by counting bytes. */
function payloadOf(i: number, lonE6: number, latE6: number, speedDkph: number, headingDeg: number) {
  return JSON.stringify({
    id: `V${String(i + 1).padStart(5, '0')}`,
    lon: (lonE6 / 1e6).toFixed(6),
    lat: (latE6 / 1e6).toFixed(6),
    speedKph: (speedDkph / 10).toFixed(1).padStart(5, '0'),
    headingDeg: String(headingDeg).padStart(3, '0'),
    fixAtMs: Math.round(machineNowMs()),
  });
}

const topicOf = (i: number, separator: string) => `v${separator}${String(i + 1).padStart(6, '0')}`;

const publications: Record<PeerProtocol, (i: number, payload: string) => string> = {
  nats: (i, payload) => `PUB ${topicOf(i, '.')} ${payload.length}\r\n${payload}\r\n`,
  mqtt: (i, payload) => {
    const topic = topicOf(i, '/');
    const left = 2 + topic.length + payload.length;
    const length = left < 128 ? [left] : [(left & 127) | 128, left >> 7];
    return `${String.fromCharCode(0x30, ...length, 0, topic.length)}${topic}${payload}`;
  },
};

/** Without a name of its own, so that a second feed does not end the first. */
const greetings: Record<PeerProtocol, string> = {
  nats: 'CONNECT {"verbose":false}\r\n',
  mqtt: '\x10\x0c\x00\x04MQTT\x04\x02\x00\x00\x00\x00',
};

async function greet(protocol: PeerProtocol, port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('data', (bytes) => {
    if (protocol === 'nats' && bytes.includes('PING')) socket.write('PONG\r\n');
  });
  await once(socket, 'connect');
  // A broker that hangs up has lost what it was sent: the readers' count tells.
  socket.on('error', () => undefined);
  socket.write(greetings[protocol], 'latin1');
  return socket;
}

answerQuestions({
  /** Publishes for some seconds; says how many messages, and how long each was. */
  publish: async ({
    protocol,
    port,
    vehicles,
    seconds,
  }: PeerFeedSettings & { seconds: number }) => {
    const socket = await greet(protocol, port);
    const table = createMovingTable(vehicles);
    const perSlice = Math.ceil(vehicles / slicesPerSecond);
    let sent = 0;
    let payloadBytes = 0;
    const startedAtMs = performance.now();
    for (let slice = 0; slice < seconds * slicesPerSecond; slice++) {
      const dueMs = startedAtMs + (slice * 1000) / slicesPerSecond - performance.now();
      if (dueMs > 0) await new Promise((resolve) => setTimeout(resolve, dueMs));
      const first = (slice % slicesPerSecond) * perSlice;
      if (first === 0) table.step();
      let text = '';
      for (let i = first; i < Math.min(vehicles, first + perSlice); i++) {
        const { lonE6, latE6, speedDkph, headingDeg } = table;
        const payload = payloadOf(i, lonE6[i]!, latE6[i]!, speedDkph[i]!, headingDeg[i]!);
        text += publications[protocol](i, payload);
        payloadBytes = payload.length;
        sent += 1;
      }
      socket.write(text, 'latin1');
    }
    socket.end();
    return { sent, payloadBytes };
  },
});
