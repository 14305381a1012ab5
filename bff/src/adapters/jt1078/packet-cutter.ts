import {
  longestPacket,
  type MediaPacket,
  magic,
  readWithSim,
  type SimLength,
  simLengths,
  startsWithMagic,
} from './packet.ts';
import { hidesPacket, nextMark } from './split-packets.ts';

/** What stood in the line: a packet with its body, or bytes that were none. */
export type CutPiece =
  | { ok: true; packet: MediaPacket; body: Uint8Array }
  | { ok: false; bytes: Uint8Array };

/** Null: more bytes are needed. */
type Cut = { cut: CutPiece; length: number } | null;

/**
 * Cuts a live line into packets, in whatever chunks it comes; holds back no more than one packet. How long its
 * SIM number is, nothing says: the first packet that ends where another begins shows it for the line. From
 * then on a mark inside a picture is told from a packet by what follows, as in a recording.
 */
export function createPacketCutter(): (chunk: Uint8Array) => CutPiece[] {
  let rest: Buffer = Buffer.alloc(0);
  let simBytes: SimLength | null = null;

  function next(): Cut {
    if (rest.length === 0) return null;
    const window = rest.subarray(0, longestPacket + magic.length);
    simBytes ??= lengthShownBy(window);
    return simBytes === null ? beforeFirst(window, rest) : packetAt(window, rest, simBytes);
  }

  return (chunk) => {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    const pieces: CutPiece[] = [];
    for (let piece = next(); piece !== null; piece = next()) {
      pieces.push(piece.cut);
      rest = rest.subarray(piece.length);
    }
    return pieces;
  };
}

function lengthShownBy(window: Buffer): SimLength | null {
  const shown = simLengths.find((simBytes) => {
    const reading = readWithSim(window, simBytes);
    return reading.ok && startsWithMagic(window, endOf(reading.packet));
  });
  return shown ?? null;
}

function beforeFirst(window: Buffer, rest: Buffer): Cut {
  const mayBecomeOne = simLengths.some((simBytes) => {
    const reading = readWithSim(window, simBytes);
    return reading.ok || reading.reason === 'truncated';
  });
  return mayBecomeOne && window.length < longestPacket + magic.length ? null : skipped(rest);
}

function packetAt(window: Buffer, rest: Buffer, simBytes: SimLength): Cut {
  const reading = readWithSim(window, simBytes);
  if (!reading.ok) {
    const mayBecomeOne = reading.reason === 'truncated' && window.length < longestPacket;
    return mayBecomeOne ? null : skipped(rest);
  }
  const { packet } = reading;
  const end = endOf(packet);
  if (end < window.length && !startsWithMagic(window, end)) {
    // Whether a mark follows is not known yet.
    if (window.length < end + magic.length) return null;
    if (hidesPacket(packet, window)) return skipped(rest);
  }
  const body = rest.subarray(packet.headerBytes, end);
  return { cut: { ok: true, packet, body }, length: end };
}

const endOf = ({ headerBytes, bodyBytes }: MediaPacket) => headerBytes + bodyBytes;

function skipped(rest: Buffer): Cut {
  const length = nextMark(rest, 1);
  return { cut: { ok: false, bytes: rest.subarray(0, length) }, length };
}
