import {
  endsWell,
  longestPacket,
  type MediaPacket,
  magic,
  type PacketFault,
  readPacket,
  startsWithMagic,
} from './packet.ts';

/** A run of bytes of a stream: a packet, or what stood between two of them. */
export type Span = { at: number; length: number } & (
  | { ok: true; packet: MediaPacket }
  | { ok: false; reason: PacketFault }
);

/**
 * Cuts a recorded stream into packets. What is no packet is skipped up to the next mark; a mark inside
 * a picture is told from a packet by what follows: the packet must end at the next mark or with the
 * bytes, unless nothing better is found.
 */
export function splitPackets(bytes: Uint8Array): Span[] {
  const spans: Span[] = [];
  let at = 0;
  while (at < bytes.length) {
    const rest = bytes.subarray(at, at + longestPacket + magic.length);
    const reading = readPacket(rest);
    if (reading.ok && (endsWell(reading, rest) || !hidesPacket(reading.packet, rest))) {
      const length = reading.packet.headerBytes + reading.packet.bodyBytes;
      spans.push({ at, length, ok: true, packet: reading.packet });
      at += length;
      continue;
    }
    const next = nextMark(bytes, at + 1);
    const reason = reading.ok ? 'bad-header' : reading.reason;
    spans.push({ at, length: next - at, ok: false, reason });
    at = next;
  }
  return spans;
}

/** A packet whose end is wrong, and inside which a sound one begins, was never one. */
export function hidesPacket({ headerBytes, bodyBytes }: MediaPacket, rest: Uint8Array): boolean {
  const end = headerBytes + bodyBytes;
  for (let at = nextMark(rest, 1); at < end; at = nextMark(rest, at + 1)) {
    const inner = rest.subarray(at);
    if (endsWell(readPacket(inner), inner)) return true;
  }
  return false;
}

/** Where the next mark stands, or the end. */
export function nextMark(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] === magic[0] && startsWithMagic(bytes, at)) return at;
  }
  return bytes.length;
}
