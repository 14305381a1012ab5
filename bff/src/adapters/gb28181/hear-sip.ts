import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { TcpLine, TcpTalk } from '#adapters/tcp-door.ts';
import type { Line } from './platforms.ts';
import { createSipCutter } from './sip-cutter.ts';
import { readSip, type SipMessage } from './sip-message.ts';

/** Hears whole messages; what is none is kept as a bad frame. */
export type HearSip = (message: SipMessage, bytes: Uint8Array, line: Line) => Promise<void>;

export function talkOver(line: TcpLine, host: GatewayHost, hear: HearSip): TcpTalk {
  const cutter = createSipCutter();
  const way: Line = { transport: 'TCP', remote: line.peer, send: line.send };
  return {
    take: async (chunk) => {
      for (const piece of cutter.push(chunk)) {
        if (piece.ok) await hear(piece.message, piece.bytes, way);
        else {
          host.keepBadFrame(piece.bytes, piece.reason, line.peer);
          line.end();
        }
      }
    },
    end: () => {
      const rest = cutter.end();
      if (rest.length > 0) host.keepBadFrame(rest, 'truncated', line.peer);
    },
  };
}

/** A datagram holds a whole message or a broken one. */
export async function takeDatagram(
  bytes: Uint8Array,
  line: Line,
  host: GatewayHost,
  hear: HearSip,
): Promise<void> {
  const reading = readSip(bytes);
  // Two bytes of line end keep a translator's hole open (RFC 5626, 3.5.1).
  if (bytes.every((byte) => byte === 0x0d || byte === 0x0a)) return;
  if (!reading.ok || !reading.message.headerComplete || isCut(reading.message)) {
    host.keepBadFrame(bytes, reading.ok ? 'truncated' : reading.reason, line.remote);
    return;
  }
  await hear(reading.message, bytes, line);
}

const isCut = ({ contentLength, body }: SipMessage) =>
  contentLength !== null && body.length < contentLength;
