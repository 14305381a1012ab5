/** One RTP-like packet of vehicle video (JT/T 1078-2016, table 19), without its body. */
export type MediaPacket = {
  firstByte: number;
  /** The last packet of its frame. */
  marker: boolean;
  payloadType: number;
  sequence: number;
  /** The terminal's SIM number as sent: 12 digits, 20 of some terminals of the 2019 edition. */
  sim: string;
  channel: number;
  dataType: MediaDataType;
  part: 'whole' | 'first' | 'last' | 'middle';
  /** Null for passed-through data, which has none. */
  timestampMs: number | null;
  /** Only video has these. */
  sinceKeyFrameMs: number | null;
  sinceFrameMs: number | null;
  headerBytes: number;
  bodyBytes: number;
};

export const mediaDataTypes = [
  'key-frame',
  'frame',
  'between-frame',
  'audio',
  'passed-through',
] as const;
export type MediaDataType = (typeof mediaDataTypes)[number];
export const mediaParts = ['whole', 'first', 'last', 'middle'] as const;

export type PacketFault = 'bad-magic' | 'bad-header' | 'too-long' | 'truncated';
export type PacketReading = { ok: true; packet: MediaPacket } | { ok: false; reason: PacketFault };

export const magic = [0x30, 0x31, 0x63, 0x64] as const;
/** The standard allows 950; some terminals send more. */
const mostBody = 4096;
/** Nothing longer than this is waited for: header of a 2019 terminal and body. */
export const longestPacket = 34 + mostBody;
export const simLengths = [6, 10] as const;
export type SimLength = (typeof simLengths)[number];

/**
 * Reads the packet at the beginning of `bytes`. Nothing in it says how long its SIM number is: it is 6
 * bytes unless 10 alone make it end where the bytes end or the next packet begins.
 */
export function readPacket(bytes: Uint8Array): PacketReading {
  const [usual, long] = simLengths.map((simBytes) => readWithSim(bytes, simBytes));
  if (!usual) return { ok: false, reason: 'truncated' };
  if (endsWell(usual, bytes) || !long || !endsWell(long, bytes)) return usual;
  return long;
}

export function startsWithMagic(bytes: Uint8Array, at: number): boolean {
  return magic.every((byte, i) => bytes[at + i] === byte);
}

/** What follows is the next packet, or nothing. */
export function endsWell(reading: PacketReading, bytes: Uint8Array): boolean {
  if (!reading.ok) return false;
  const end = reading.packet.headerBytes + reading.packet.bodyBytes;
  return end === bytes.length || startsWithMagic(bytes, end);
}

/** The same where it is known how long the SIM number is. */
export function readWithSim(bytes: Uint8Array, simBytes: SimLength): PacketReading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!startsWithMagic(bytes, 0)) return fault(isMagicSoFar(bytes) ? 'truncated' : 'bad-magic');
  const afterSim = 8 + simBytes;
  if (bytes.length < afterSim + 2) return fault('truncated');
  const kinds = view.getUint8(afterSim + 1);
  const dataType = mediaDataTypes[kinds >> 4];
  const part = mediaParts[kinds & 0x0f];
  // Version 2, as every RTP packet; the rest of the byte is left alone.
  if (view.getUint8(4) >> 6 !== 2 || !dataType || !part) return fault('bad-header');
  const timeBytes = dataType === 'passed-through' ? 0 : 8;
  const isVideo = timeBytes > 0 && dataType !== 'audio';
  const lengthAt = afterSim + 2 + timeBytes + (isVideo ? 4 : 0);
  if (bytes.length < lengthAt + 2) return fault('truncated');
  const bodyBytes = view.getUint16(lengthAt);
  const headerBytes = lengthAt + 2;
  if (bodyBytes > mostBody) return fault('too-long');
  if (bytes.length < headerBytes + bodyBytes) return fault('truncated');
  const markerAndType = view.getUint8(5);
  const timeAt = afterSim + 2;
  return {
    ok: true,
    packet: {
      firstByte: view.getUint8(4),
      marker: markerAndType >> 7 === 1,
      payloadType: markerAndType & 0x7f,
      sequence: view.getUint16(6),
      sim: Buffer.from(bytes.subarray(8, afterSim)).toString('hex'),
      channel: view.getUint8(afterSim),
      dataType,
      part,
      timestampMs: timeBytes > 0 ? Number(view.getBigUint64(timeAt)) : null,
      sinceKeyFrameMs: isVideo ? view.getUint16(timeAt + 8) : null,
      sinceFrameMs: isVideo ? view.getUint16(timeAt + 10) : null,
      headerBytes,
      bodyBytes,
    },
  };
}

const fault = (reason: PacketFault): PacketReading => ({ ok: false, reason });

function isMagicSoFar(bytes: Uint8Array): boolean {
  return bytes.length < magic.length && bytes.every((byte, at) => byte === magic[at]);
}
