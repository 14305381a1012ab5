import { connect } from 'mqtt';
import { type Journal, noJournal } from '#feeds/journal.ts';
import { createCommandEar, type SealOp } from './command.ts';
import {
  encodeCommandAck,
  encodeSealMessage,
  encodeSealStatus,
  type SealMessage,
  sealTopic,
} from './encode.ts';

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

/** `name` is how the centre calls a message that must not be lost; null for telemetry. */
type Kept = { topic: string; payload: string; name: string | null };

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
  /** What it proves itself with, and knows its orders by. */
  key: string;
  nowMs?: () => number;
  /** Does what it is told; what it reports of that comes by itself. Without it nothing is obeyed. */
  obey?: (op: SealOp) => void;
  journal?: Journal;
}): SealDevice {
  const { zone, sealId, key, obey, nowMs = Date.now, journal = noJournal } = settings;
  const first = Promise.withResolvers<void>();
  const statusTopic = sealTopic(zone, sealId, 'status');
  const kept: Kept[] = [];
  let seq = settings.firstSeq;

  const client = connect(settings.url, {
    clientId: `seal-${sealId}`,
    protocolVersion: 4,
    clean: false,
    username: sealId,
    password: key,
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
  const publish = (message: Kept) => {
    if (!client.connected) {
      if (kept.push(message) > mostKept) kept.shift();
      return;
    }
    const { topic, payload, name } = message;
    if (name !== null) journal.sent(name);
    client.publish(topic, payload, { qos: 1 }, (error) => {
      if (!error && name !== null) journal.acked(name);
    });
  };
  client.on('connect', () => {
    client.publish(statusTopic, encodeSealStatus(true), { qos: 1, retain: true });
    for (const message of kept.splice(0)) publish(message);
    if (obey) client.subscribe(sealTopic(zone, sealId, 'cmd'), { qos: 1 });
    first.resolve();
  });
  const hear = createCommandEar(key, nowMs);
  client.on('message', (_topic, payload) => {
    const heard = hear(payload);
    if (heard.ok) obey?.(heard.command.op);
    const cmdId = heard.ok ? heard.command.cmdId : heard.cmdId;
    if (cmdId === null) return;
    const answer = encodeCommandAck(cmdId, heard.ok ? 'done' : heard.why, nowMs());
    client.publish(sealTopic(zone, sealId, 'cmdAck'), answer, { qos: 1 });
  });
  // Without a listener an unreachable broker ends the process; the client itself tries again.
  client.on('error', () => {});

  const send = (leaf: 'telemetry' | 'event') => (report: SealReportNow) => {
    const payload = encodeSealMessage({ ...report, sealId, seq });
    const name = leaf === 'event' ? `seal/${sealId}/${seq}/${report.atMs}` : null;
    seq += 1;
    publish({ topic: sealTopic(zone, sealId, leaf), payload, name });
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
