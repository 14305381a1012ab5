import { connect } from 'mqtt';
import { encodeSealMessage, encodeSealStatus, type SealMessage, sealTopic } from './encode.ts';

export type SealDevice = {
  /** The regular report. */
  sendTelemetry: (report: SealReportNow) => void;
  /** Something happened: sent at once. Kept in order while there is no broker. */
  sendEvent: (report: SealReportNow) => void;
  isOnline: () => boolean;
  /** Resolves when the broker has first accepted this seal. */
  online: Promise<void>;
  close: () => Promise<void>;
};

/** Everything of a message that the seal's electronics do not add themselves. */
export type SealReportNow = Omit<SealMessage, 'sealId' | 'seq'>;

/** An hour and a half of telemetry. */
const mostKept = 180;
const reconnectMs = 2_000;

/**
 * An electronic seal: one MQTT 3.1.1 client of its own, session kept by the broker, QoS 1. `firstSeq`
 * must be above every number that this seal has ever used.
 */
export function startSealDevice(settings: {
  url: string;
  zone: string;
  sealId: string;
  firstSeq: number;
}): SealDevice {
  const { zone, sealId } = settings;
  const first = Promise.withResolvers<void>();
  const statusTopic = sealTopic(zone, sealId, 'status');
  const kept: { topic: string; payload: string }[] = [];
  let seq = settings.firstSeq;

  const client = connect(settings.url, {
    clientId: `seal-${sealId}`,
    protocolVersion: 4,
    clean: false,
    keepalive: 60,
    reconnectPeriod: reconnectMs,
    // Else a broker that is away would fill this process's memory: `kept` is bounded.
    queueQoSZero: false,
    will: {
      topic: statusTopic,
      payload: Buffer.from(encodeSealStatus(false)),
      qos: 1,
      retain: true,
    },
  });
  const publish = (topic: string, payload: string) => {
    if (client.connected) client.publish(topic, payload, { qos: 1 });
    else if (kept.push({ topic, payload }) > mostKept) kept.shift();
  };
  client.on('connect', () => {
    client.publish(statusTopic, encodeSealStatus(true), { qos: 1, retain: true });
    for (const { topic, payload } of kept.splice(0)) publish(topic, payload);
    first.resolve();
  });
  // Without a listener an unreachable broker ends the process; the client itself tries again.
  client.on('error', () => {});

  const send = (leaf: 'telemetry' | 'event') => (report: SealReportNow) => {
    const payload = encodeSealMessage({ ...report, sealId, seq });
    seq += 1;
    publish(sealTopic(zone, sealId, leaf), payload);
  };
  return {
    sendTelemetry: send('telemetry'),
    sendEvent: send('event'),
    isOnline: () => client.connected,
    online: first.promise,
    close: async () => {
      // A forced end lets the broker speak the will: switched off is gone, as on the road.
      await client.endAsync(true);
    },
  };
}
