import { createServer, type Server, type Socket } from 'node:net';
import {
  Aedes,
  type AuthenticateError,
  type AuthenticateHandler,
  type AuthorizePublishHandler,
  type Client,
} from 'aedes';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import { OneVoice } from '#adapters/one-voice.ts';
import { maxPayloadBytes } from './decode.ts';
import { createPacketGuard } from './packet-guard.ts';
import type { SealBroker } from './seal-broker.ts';
import { expiryOfCommand } from './seal-command.ts';
import { createSealIdentity, type SealIdentity } from './seal-identity.ts';
import type { TakeMessage } from './take-message.ts';
import { readUplinkTopic, sealOfCommandTopic } from './topic.ts';

const connectTimeoutMs = 10_000;
/** A client without keep-alive that says nothing for so long has gone. */
const idleMs = 60 * 60_000;
/** Every second truck of a fleet of 20,000 carries a seal. */
const maxConnections = 16_384;
/** Topic, identifiers and, in CONNECT, the will around the payload. */
const packetLimitBytes = maxPayloadBytes + 1024;
const keptBytes = 2048;

/** The publisher is cut off without an acknowledgement; whatever had to be counted has been. */
class PublishRefused extends Error {}
class BadPacket extends Error {}

/**
 * A broker of our own, MQTT 3.1 and 3.1.1 (aedes has no version 5: such a client hears "unacceptable
 * protocol version" and may fall back). Its promise goes further than a broker's: a seal's publication is
 * acknowledged only after `take` resolved, so PUBACK means committed, not merely forwarded. Seals may
 * publish on their four uplink topics and subscribe to the command topic of one seal, nothing else; and
 * a seal that has a key does so only on its own, and only after it proved itself.
 * Nothing is stored here: no retained messages, no sessions, so its memory stays flat.
 */
export async function startEmbeddedBroker(
  at: { host: string; port: number; keyOf: (sealId: string) => string | null },
  host: GatewayHost,
  take: TakeMessage,
): Promise<SealBroker> {
  const identity = createSealIdentity(at.keyOf);
  const broker = await Aedes.createBroker({
    connectTimeout: connectTimeoutMs,
    drainTimeout: 10_000,
    maxTopicLevels: 8,
    maxInflightInbound: 100,
    preConnect: (_client, packet, done) => {
      // A session in memory would end with the process anyway; seals keep their own backlog.
      packet.clean = true;
      done(null, true);
    },
    authenticate: authenticate(identity, host),
    authorizePublish: authorizePublish(identity, take, host),
    authorizeSubscribe: (client, subscription, done) => {
      const sealId = sealOfCommandTopic(subscription.topic);
      done(null, sealId !== null && identity.mayBe(client, sealId) ? subscription : null);
    },
    authorizeForward: (_client, packet) =>
      expiryOfCommand(packet.payload) < host.nowMs() ? null : packet,
  });
  const sockets = new Set<Socket>();
  const heard = new WeakMap<object, Uint8Array>();
  listenToErrors(broker, host, heard);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.setTimeout(idleMs, () => socket.destroy());
    broker.handle(socket);
    watchPackets(socket, heard);
  });
  server.maxConnections = maxConnections;
  await listen(server, at);

  return {
    port: portOf(server),
    connections: () => broker.connectedClients,
    health: () => ({
      ok: server.listening,
      detail: `embedded broker, ${broker.connectedClients} seals connected`,
    }),
    publishCommand: ({ topic, payload }) =>
      new Promise((resolve, reject) => {
        broker.publish(
          { cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false },
          (error) => (error ? reject(error) : resolve()),
        );
      }),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** A seal that has said nothing for so long has left its line behind; it reports every minute or two. */
const voiceSettings = { quietMs: 150_000, settleMs: 2_000, mostNames: maxConnections };

type SealVoice = { peer: string; isOpen: () => boolean };

/** Whether a client may speak as this seal: no second one may while the first lives. */
function createVoiceCheck(host: GatewayHost): (sealId: string, client: Client) => boolean {
  const voices = new OneVoice<SealVoice>(voiceSettings);
  const voiceOf = new WeakMap<Client, SealVoice>();
  return (sealId, client) => {
    const voice = voiceOf.get(client) ?? { peer: peerOf(client), isOpen: () => !client.closed };
    voiceOf.set(client, voice);
    const hearing = voices.hear(sealId, voice, host.nowMs());
    if (hearing.verdict === 'copied') {
      const { peer } = hearing.rival;
      const detail = `also speaks from ${voice.peer}`;
      host.reportBreach?.({ deviceId: sealId, breach: 'copied-identity', peer, detail });
    }
    return hearing.verdict !== 'waits';
  };
}

/** Who shows no name may still be a seal without a key; who shows one has to prove it. */
function authenticate(identity: SealIdentity, host: GatewayHost): AuthenticateHandler {
  return (client, username, password, done) => {
    const name = username ?? null;
    if (identity.prove(client, name, password?.toString() ?? '')) return done(null, true);
    const deviceId = (name ?? '').slice(0, 64);
    const detail = 'a user name with a wrong password';
    host.reportBreach?.({ deviceId, breach: 'wrong-credential', peer: peerOf(client), detail });
    const refused = Object.assign(new Error('wrong-credential'), { returnCode: 4 });
    done(refused as AuthenticateError, false);
  };
}

function authorizePublish(
  identity: SealIdentity,
  take: TakeMessage,
  host: GatewayHost,
): AuthorizePublishHandler {
  const maySpeakAs = createVoiceCheck(host);
  return (client, packet, done) => {
    const payload = Buffer.from(packet.payload);
    const peer = peerOf(client);
    const topic = readUplinkTopic(packet.topic);
    if (topic && client && !identity.mayBe(client, topic.sealId)) {
      const detail = `on ${packet.topic.slice(0, 100)}`;
      const { sealId: deviceId } = topic;
      host.keepBadFrame(payload, 'wrong-credential', peer);
      host.reportBreach?.({ deviceId, breach: 'wrong-credential', peer, detail });
      done(new PublishRefused('this topic is another seal’s'));
      return;
    }
    if (topic && client && !maySpeakAs(topic.sealId, client)) {
      host.keepBadFrame(payload, 'second-line', peer);
      done(new PublishRefused('this seal speaks on another line'));
      return;
    }
    if (!topic) {
      host.keepBadFrame(payload, `foreign-topic ${packet.topic.slice(0, 100)}`, peer);
      done(new PublishRefused('this topic is not for seals'));
      return;
    }
    // Nobody reads retained messages here, so keeping them would only gather memory.
    packet.retain = false;
    take(packet.topic, payload, peer).then(
      () => done(null),
      () => done(new PublishRefused('the report was not kept, send it again')),
    );
  };
}

/** aedes reads in paused mode, so `data` is heard inside its own `read`, before its parser sees the chunk. */
function watchPackets(socket: Socket, heard: WeakMap<object, Uint8Array>): void {
  const guard = createPacketGuard(packetLimitBytes);
  socket.on('data', (chunk: Buffer) => {
    heard.set(socket, Uint8Array.from(chunk.subarray(0, keptBytes)));
    const refusal = guard(chunk);
    if (refusal) socket.destroy(new BadPacket(refusal));
  });
}

/** The words of the library's parser are many, and its own. */
const reasonOf = (error: Error) =>
  error instanceof BadPacket ? error.message : `bad-mqtt ${error.message.slice(0, 200)}`;

/** A lost line and a silent client are no bad frames; bytes that are no MQTT are. */
function listenToErrors(
  broker: Aedes,
  host: GatewayHost,
  heard: WeakMap<object, Uint8Array>,
): void {
  const keep = (client: Client, error: Error) => {
    const bytes = heard.get(client.conn);
    const lineLost = 'code' in error && typeof error.code === 'string';
    if (!bytes || lineLost || error instanceof PublishRefused) return;
    if (error.message === 'keep alive timeout') return;
    if (error.message === 'unacceptable protocol version') host.countFrame('unsupported');
    else host.keepBadFrame(bytes, reasonOf(error), peerOf(client));
  };
  broker.on('connectionError', keep);
  broker.on('clientError', keep);
}

function peerOf(client: Client | null): string {
  const conn = client?.conn;
  if (!conn || !('remoteAddress' in conn)) return 'unknown';
  return `${conn.remoteAddress ?? 'unknown'}:${conn.remotePort ?? 0}`;
}

function listen(server: Server, at: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      server.off('error', reject);
      server.on('error', () => {});
      resolve();
    });
  });
}

function portOf(server: Server): number | null {
  const address = server.address();
  return address && typeof address === 'object' ? address.port : null;
}
