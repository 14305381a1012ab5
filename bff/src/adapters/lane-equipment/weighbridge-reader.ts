import type { ProtocolReader } from '#adapters/protocol-reader.ts';
import { createWeightSplitter } from './weight-splitter.ts';

/** What a weighbridge's indicator sends, in any of its three forms. */
export const weighbridgeReader: ProtocolReader = {
  protocol: 'weighbridge',
  standard: 'Weighing indicators: Toledo continuous output, ST,GS comma form, XK3190',
  read: (bytes) => {
    const splitter = createWeightSplitter();
    const whole = Buffer.from(bytes);
    let from = 0;
    return [...splitter.push(bytes), ...splitter.end()].map((slice) => {
      const at = Math.max(from, whole.indexOf(slice.bytes, from));
      from = at + slice.bytes.length;
      const { reading } = slice;
      const place = { at, length: slice.bytes.length };
      if (!reading.ok) return { ...place, ok: false, reason: reading.reason };
      return { ...place, ok: true, kind: 'weight', fields: { ...reading.sample } };
    });
  },
};
