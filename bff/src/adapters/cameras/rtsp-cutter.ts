/** One piece of an RTSP line (RFC 2326): a request or an answer, or a packet between them (10.12). */
export type RtspPiece =
  | { kind: 'message'; lines: string[]; body: Buffer }
  | { kind: 'packet'; bytes: Buffer };

const longestHead = 16 * 1024;
const longestBody = 256 * 1024;
const dollar = 0x24;

/**
 * Cuts the bytes of one direction into pieces, in whatever chunks they come. Throws a `RangeError` when a
 * head or a body is longer than any camera needs, or promises no length that can be read.
 */
export function createRtspCutter(): (chunk: Buffer) => RtspPiece[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const pieces: RtspPiece[] = [];
    for (let cut = next(rest); cut !== null; cut = next(rest)) {
      rest = rest.subarray(cut.length);
      if (cut.piece !== null) pieces.push(cut.piece);
    }
    return pieces;
  };
}

/** Null: more bytes are needed. */
function next(bytes: Buffer): { length: number; piece: RtspPiece | null } | null {
  if (bytes.length === 0) return null;
  if (bytes[0] === dollar) return packetAt(bytes);
  // Some cameras send an empty line after a body.
  if (bytes[0] === 0x0d || bytes[0] === 0x0a) return { length: 1, piece: null };
  return messageAt(bytes);
}

function packetAt(bytes: Buffer): ReturnType<typeof next> {
  if (bytes.length < 4) return null;
  const length = 4 + bytes.readUInt16BE(2);
  if (bytes.length < length) return null;
  return { length, piece: { kind: 'packet', bytes: bytes.subarray(0, length) } };
}

function messageAt(bytes: Buffer): ReturnType<typeof next> {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd > longestHead || (headEnd === -1 && bytes.length > longestHead)) {
    throw new RangeError('RTSP head too long');
  }
  if (headEnd === -1) return null;
  const lines = bytes.subarray(0, headEnd).toString('latin1').split('\r\n');
  const promised = headerOf(lines, 'content-length') ?? '0';
  const bodyLength = /^\d{1,9}$/.test(promised) ? Number(promised) : Number.POSITIVE_INFINITY;
  if (bodyLength > longestBody) throw new RangeError('RTSP body too long');
  const length = headEnd + 4 + bodyLength;
  if (bytes.length < length) return null;
  return { length, piece: { kind: 'message', lines, body: bytes.subarray(headEnd + 4, length) } };
}

/** The first header of this name (lower case), without its name; null: there is none. */
export function headerOf(lines: readonly string[], name: string): string | null {
  return headersOf(lines, name)[0] ?? null;
}

export function headersOf(lines: readonly string[], name: string): string[] {
  return lines.slice(1).flatMap((line) => {
    const colon = line.indexOf(':');
    return line.slice(0, colon).trim().toLowerCase() === name ? [line.slice(colon + 1).trim()] : [];
  });
}

/** Without the headers of these names (lower case). */
export function withoutHeaders(lines: readonly string[], ...names: string[]): string[] {
  return lines.filter(
    (line, i) => i === 0 || !names.includes(line.slice(0, line.indexOf(':')).trim().toLowerCase()),
  );
}

export function writeMessage(lines: readonly string[], body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}
