import type { ProtocolReader } from '#adapters/protocol-reader.ts';
import { readResult } from './inspection-result.ts';

/** Results of scanners and portals, as they post them. */
export const inspectionReader: ProtocolReader = {
  protocol: 'inspection',
  standard: 'inspection.result.v1, an interface of this house',
  read: (bytes) => {
    if (bytes.length === 0) return [];
    const whole = { at: 0, length: bytes.length };
    const reading = readResult(bytes, null);
    if (!reading.ok) return [{ ...whole, ok: false, reason: reading.reason }];
    const { kind, atMs, said } = reading;
    const { facts, ...words } = said;
    const fields = {
      ...words,
      at: new Date(atMs).toISOString(),
      facts: facts.map((f) => ({ ...f })),
    };
    return [{ ...whole, ok: true, kind, fields }];
  },
};
