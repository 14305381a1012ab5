import type { ProtocolReader } from '#adapters/protocol-reader.ts';
import { splitPackets } from './split-packets.ts';

/** The media of vehicle cameras, packet by packet; the pictures themselves are not opened. */
export const jt1078Reader: ProtocolReader = {
  protocol: 'jt1078',
  standard: 'JT/T 1078-2016 media packets, table 19, with the SIM numbers of 2019',
  read: (bytes) =>
    splitPackets(bytes).map((span) =>
      span.ok
        ? {
            at: span.at,
            length: span.length,
            ok: true,
            kind: span.packet.dataType,
            fields: span.packet,
          }
        : span,
    ),
};
