import {
  endOfHeader,
  longestBody,
  longestHeader,
  readSip,
  type SipMessage,
} from './sip-message.ts';

export type SipPiece =
  | { ok: true; message: SipMessage; bytes: Uint8Array }
  /** The stream has no beginning of a message any more: its line is let go. */
  | { ok: false; reason: string; bytes: Uint8Array };

export type SipCutter = { push: (chunk: Uint8Array) => SipPiece[]; end: () => Uint8Array };

/**
 * Cuts a stream into messages by `Content-Length`, as RFC 3261, 18.3 demands: several may come glued,
 * and one in pieces. Keeps at most one unfinished message.
 */
export function createSipCutter(): SipCutter {
  let rest: Uint8Array = new Uint8Array();

  function take(): SipPiece | null {
    let blank = 0;
    while (rest[blank] === 0x0d || rest[blank] === 0x0a) blank += 1;
    rest = rest.subarray(blank);
    if (rest.length === 0) return null;
    if (endOfHeader(rest) === null) {
      return rest.length > longestHeader ? lost('too-long') : null;
    }
    const reading = readSip(rest);
    if (!reading.ok) return lost(reading.reason);
    const { message } = reading;
    // Without a length nobody knows where a body ends: over TCP there is none then.
    const length = message.headerBytes + (message.contentLength ?? 0);
    if (rest.length < length) return null;
    const bytes = rest.subarray(0, length);
    rest = rest.subarray(length);
    return { ok: true, message: { ...message, body: bytes.subarray(message.headerBytes) }, bytes };
  }

  function lost(reason: string): SipPiece {
    const bytes = rest;
    rest = new Uint8Array();
    return { ok: false, reason, bytes };
  }

  return {
    push: (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      const pieces: SipPiece[] = [];
      for (let piece = take(); piece !== null; piece = take()) pieces.push(piece);
      if (rest.length > longestHeader + longestBody + 4) pieces.push(lost('too-long'));
      return pieces;
    },
    end: () => rest,
  };
}
