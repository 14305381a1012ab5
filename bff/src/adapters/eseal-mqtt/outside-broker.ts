import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { SealBroker } from './seal-broker.ts';
import type { TakeMessage } from './take-message.ts';
import { uplinkChannels } from './topic.ts';

type Version = 4 | 5;

const reconnectMs = 1000;
/** How long a broker keeps what we missed; version 3.1.1 leaves that to the broker. */
const sessionExpiryS = 7 * 24 * 3600;
/** How many unacknowledged messages a broker may have on its way to us. */
const receiveMaximum = 100;
/** CONNACK codes: 1 of version 3.1.1 and 132 of version 5 say "not this protocol version". */
const versionRefusals = [1, 132];

/**
 * A client of somebody else's broker. Version 5 first, 3.1.1 where the broker does not speak it. The
 * session is not clean and the client id fixed, so QoS 1 messages wait for us; each is acknowledged only
 * after `take` resolved. When it rejects, the line is dropped: at the reconnection the broker sends all
 * unacknowledged messages again, in order.
 */
export function joinOutsideBroker(url: string, clientId: string, take: TakeMessage): SealBroker {
  let version: Version = 5;
  let everConnected = false;
  let closed = false;
  let trouble = 'not connected yet';
  let client = open();

  function open(): MqttClient {
    const next = connect(url, optionsOf(version, clientId));
    next.handleMessage = (packet, done) => {
      take(packet.topic, Buffer.from(packet.payload), url).then(
        () => done(),
        () => (packet.qos === 0 ? done() : next.stream.destroy()),
      );
    };
    next.on('connect', () => {
      everConnected = true;
      const topics = uplinkChannels.map((channel) => `ftz/v1/+/eseal/+/${channel}`);
      next.subscribe(topics, { qos: 1 }, (error) => {
        trouble = error ? `subscription refused: ${error.message}` : '';
      });
    });
    next.on('close', () => {
      trouble ||= 'connection lost';
    });
    next.on('error', (error) => {
      trouble = error.message;
      if (next === client) tryOtherVersion(error);
    });
    return next;
  }

  function tryOtherVersion(error: Error) {
    const code = 'code' in error ? Number(error.code) : Number.NaN;
    const refused = versionRefusals.includes(code);
    if (closed || everConnected || !refused) return;
    version = version === 5 ? 4 : 5;
    client.end(true);
    client = open();
  }

  return {
    port: null,
    connections: null,
    health: () => ({
      ok: client.connected && trouble === '',
      detail: client.connected && trouble === '' ? `broker, MQTT version ${version}` : trouble,
    }),
    publishCommand: async ({ topic, payload, lifeMs }) => {
      if (!client.connected) throw new Error(`the broker is away: ${trouble}`);
      const messageExpiryInterval = Math.max(1, Math.ceil(lifeMs / 1000));
      const properties = version === 5 ? { properties: { messageExpiryInterval } } : {};
      await client.publishAsync(topic, payload, { qos: 1, retain: false, ...properties });
    },
    close: async () => {
      closed = true;
      await client.endAsync(true);
    },
  };
}

function optionsOf(version: Version, clientId: string): IClientOptions {
  return {
    protocolVersion: version,
    clientId,
    clean: false,
    keepalive: 30,
    reconnectPeriod: reconnectMs,
    // A connection that was refused for a passing reason (broker starting) is tried again.
    reconnectOnConnackError: true,
    // Subscribed by hand, to see a refusal.
    resubscribe: false,
    ...(version === 5
      ? { properties: { sessionExpiryInterval: sessionExpiryS, receiveMaximum } }
      : {}),
  };
}
