import type { Json, ProtocolReader } from '#adapters/protocol-reader.ts';
import { readCap } from './read-cap.ts';

/** Messages of the national centre and for it, whole, with what the standard misses in them. */
export const capReader: ProtocolReader = {
  protocol: 'cap',
  standard: 'OASIS Common Alerting Protocol 1.2 (1.1 and 1.0 are read)',
  read: (bytes) => {
    if (bytes.length === 0) return [];
    const whole = { at: 0, length: bytes.length };
    const reading = readCap(bytes);
    if (!reading.ok) return [{ ...whole, ok: false, reason: reading.reason }];
    const { alert } = reading;
    const fields: Record<string, Json> = { ...alert };
    return [{ ...whole, ok: true, kind: alert.msgType || 'alert', fields }];
  },
};
