import { readByte, readDword, readWord } from './big-endian.ts';

export type HeaderFault = 'header-too-short' | 'body-length-mismatch';

/**
 * The header as numbers: one such record is read into again and again. A phone is its digits as a
 * number, `phoneLow` the last twelve and `phoneHigh` the eight before them, which only 2019 has; they
 * are hexadecimal digits, because some pack an IMEI that way.
 */
export type Envelope = {
  messageId: number;
  /** Bits 10–12 of the attributes: 0 is plain, bit 0 of this number is RSA. */
  encryption: number;
  fragmented: boolean;
  /** Bit 14. What the terminal claims; `is2019` is what it does. */
  versionFlag: boolean;
  is2019: boolean;
  /** Only the 2019 layout has the byte; else 0. */
  protocolVersion: number;
  phoneHigh: number;
  phoneLow: number;
  flow: number;
  /** Where the body begins. */
  bodyAt: number;
};

export const blankEnvelope = (): Envelope => ({
  messageId: 0,
  encryption: 0,
  fragmented: false,
  versionFlag: false,
  is2019: false,
  protocolVersion: 0,
  phoneHigh: 0,
  phoneLow: 0,
  flow: 0,
  bodyAt: 0,
});

/** Who sent a frame, as an answer has to repeat it: in the terminal's own edition, oddities included. */
export type Caller = {
  /** Bit 14. What the terminal claims; `layout` is what it does. */
  versionFlag: boolean;
  layout: '2013' | '2019';
  /** Only the 2019 layout has the byte. */
  protocolVersion: number | null;
  /** As on the wire, in lower-case hex: 12 digits, or 20 in the 2019 layout. */
  phone: string;
  /** The one id of a terminal in both layouts: the phone without padding, at least 12 digits. */
  terminalId: string;
};

/** JT/T 808-2019 clause 4.4.3; the 2011 and 2013 editions share the shorter layout. */
export type Header = Caller & {
  messageId: number;
  bodyLength: number;
  encryption: number;
  flow: number;
  /** Set when this is one part of a longer message; `index` counts from 1. */
  packets: { total: number; index: number } | null;
  /** Where the body begins in the payload. */
  bodyAt: number;
};

const fragmentedBit = 1 << 13;
const versionBit = 1 << 14;

/** Id, attributes, phone, flow; the version byte of 2019; the packet fields when `fragmented`. */
const headerBytes = (is2019: boolean, fragmented: boolean): number =>
  (is2019 ? 4 + 1 + 10 + 2 : 4 + 6 + 2) + (fragmented ? 4 : 0);

/**
 * Reads the header of the unwrapped frame `bytes[from, to)`; null when it holds. Bit 14 claims the
 * 2019 layout, but terminals set it and still send the 6-byte phone, so arithmetic decides: the
 * layout whose header plus body length equals the frame is the right one (they differ by 5 bytes, so
 * at most one can). Without the bit there is no claim, and a frame that is 5 bytes too long is damaged.
 */
export function readEnvelope(
  bytes: Uint8Array,
  from: number,
  to: number,
  into: Envelope,
): HeaderFault | null {
  const length = to - from;
  if (length < headerBytes(false, false)) return 'header-too-short';
  const attributes = readWord(bytes, from + 2);
  const fragmented = (attributes & fragmentedBit) !== 0;
  const versionFlag = (attributes & versionBit) !== 0;
  const headerLength = length - (attributes & 0x3ff);
  const is2019 = versionFlag && headerLength === headerBytes(true, fragmented);
  if (!is2019 && headerLength !== headerBytes(false, fragmented)) {
    const claimed = headerBytes(versionFlag, fragmented);
    return length < claimed ? 'header-too-short' : 'body-length-mismatch';
  }
  const lowAt = is2019 ? from + 9 : from + 4;
  into.messageId = readWord(bytes, from);
  into.encryption = (attributes >> 10) & 7;
  into.fragmented = fragmented;
  into.versionFlag = versionFlag;
  into.is2019 = is2019;
  into.protocolVersion = is2019 ? readByte(bytes, from + 4) : 0;
  into.phoneHigh = is2019 ? readDword(bytes, from + 5) : 0;
  into.phoneLow = readWord(bytes, lowAt) * 2 ** 32 + readDword(bytes, lowAt + 2);
  into.flow = readWord(bytes, lowAt + 6);
  into.bodyAt = from + headerLength;
  return null;
}

const hexDigits = (value: number, digits: number): string =>
  value.toString(16).padStart(digits, '0');

/** 10-byte phones pad with zeros in front: without them a terminal keeps its id when it is updated. */
export function callerOf(envelope: Envelope): Caller {
  const { versionFlag, is2019, protocolVersion, phoneHigh, phoneLow } = envelope;
  const low = hexDigits(phoneLow, 12);
  return {
    versionFlag,
    layout: is2019 ? '2019' : '2013',
    protocolVersion: is2019 ? protocolVersion : null,
    phone: is2019 ? hexDigits(phoneHigh, 8) + low : low,
    terminalId: phoneHigh === 0 ? low : phoneHigh.toString(16) + low,
  };
}

const envelope = blankEnvelope();

/** The header of a whole unwrapped frame as an object of its own. */
export function readHeader(payload: Uint8Array): Header | HeaderFault {
  const fault = readEnvelope(payload, 0, payload.length, envelope);
  if (fault !== null) return fault;
  const { messageId, encryption, fragmented, flow, bodyAt } = envelope;
  const packets = fragmented
    ? { total: readWord(payload, bodyAt - 4), index: readWord(payload, bodyAt - 2) }
    : null;
  const bodyLength = payload.length - bodyAt;
  return { ...callerOf(envelope), messageId, bodyLength, encryption, flow, packets, bodyAt };
}
