import type { ProtocolReader } from '#adapters/protocol-reader.ts';
import { decodePayload } from './decode.ts';
import type { UplinkTopic } from './topic.ts';

/** Payloads of MQTT seals. Without its topic a payload says by its own fields on which one it was sent. */
export const sealPayloadReader: ProtocolReader = {
  protocol: 'eseal-mqtt',
  standard: 'Electronic seals over MQTT, JSON payload version 1 (ftz/v1/{zone}/eseal/{sealId}/…)',
  read: (bytes) => {
    if (bytes.length === 0) return [];
    const whole = { at: 0, length: bytes.length };
    const decoding = decodePayload(topicOf(bytes), bytes);
    if (!decoding.ok) return [{ ...whole, ok: false, reason: decoding.reason }];
    const { kind, ...fields } = decoding.message;
    return [{ ...whole, ok: true, kind, fields }];
  },
};

function topicOf(bytes: Uint8Array): UplinkTopic {
  const text = Buffer.from(bytes.subarray(0, longestHead)).toString();
  const sealId = /"id"\s*:\s*"([^"]{1,64})"/.exec(text)?.[1] ?? '';
  const channel = text.includes('"cmdId"')
    ? 'cmdAck'
    : text.includes('"online"')
      ? 'status'
      : 'telemetry';
  return { zone: '', sealId, channel };
}

const longestHead = 4096;
