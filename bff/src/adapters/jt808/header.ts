import { readByte, readHex, readWord } from './big-endian.ts';

export type HeaderFault = 'header-too-short' | 'body-length-mismatch';

/** JT/T 808-2019 clause 4.4.3; the 2011 and 2013 editions share the shorter layout. */
export type Header = {
  messageId: number;
  bodyLength: number;
  /** Bits 10–12 of the attributes: 0 is plain, bit 0 of this number is RSA. */
  encryption: number;
  /** Bit 14. What the terminal claims; `layout` is what it does. */
  versionFlag: boolean;
  layout: '2013' | '2019';
  /** Only the 2019 layout has the byte. */
  protocolVersion: number | null;
  /** As on the wire, in lower-case hex: 12 digits, or 20 in the 2019 layout. */
  phone: string;
  /** The one id of a terminal in both layouts: the phone without padding, at least 12 digits. */
  terminalId: string;
  flow: number;
  /** Set when this is one part of a longer message; `index` counts from 1. */
  packets: { total: number; index: number } | null;
  /** Where the body begins in the payload. */
  bodyAt: number;
};

const shortPhoneBytes = 6;
const longPhoneBytes = 10;
const fragmentedBit = 1 << 13;
const versionBit = 1 << 14;

/** 10-byte phones pad with zeros in front: without them a terminal keeps its id when it is updated. */
function toTerminalId(phone: string): string {
  let from = 0;
  while (phone.length - from > 2 * shortPhoneBytes && phone[from] === '0') from += 1;
  return phone.slice(from);
}

/** Id, attributes, phone, flow; the version byte of 2019; the packet fields when `fragmented`. */
const headerLength = (layout: Header['layout'], fragmented: boolean): number =>
  (layout === '2019' ? 4 + 1 + longPhoneBytes + 2 : 4 + shortPhoneBytes + 2) + (fragmented ? 4 : 0);

/**
 * Reads the header of an unwrapped frame. Bit 14 claims the 2019 layout, but terminals set it and
 * still send the 6-byte phone, so arithmetic decides: the layout whose header plus body length equals
 * the frame is the right one (they differ by 5 bytes, so at most one can). Without the bit there is
 * no claim, and a frame that is 5 bytes too long is damaged. Phones may hold hex digits, which is
 * how some pack an IMEI.
 */
export function readHeader(payload: Uint8Array): Header | HeaderFault {
  if (payload.length < headerLength('2013', false)) return 'header-too-short';
  const attributes = readWord(payload, 2);
  const bodyLength = attributes & 0x3ff;
  const fragmented = (attributes & fragmentedBit) !== 0;
  const versionFlag = (attributes & versionBit) !== 0;
  const fits = (candidate: Header['layout']): boolean =>
    headerLength(candidate, fragmented) + bodyLength === payload.length;
  const layout = versionFlag && fits('2019') ? '2019' : fits('2013') ? '2013' : undefined;
  if (layout === undefined) {
    const claimed = headerLength(versionFlag ? '2019' : '2013', fragmented);
    return payload.length < claimed ? 'header-too-short' : 'body-length-mismatch';
  }
  const phoneAt = layout === '2019' ? 5 : 4;
  const flowAt = phoneAt + (layout === '2019' ? longPhoneBytes : shortPhoneBytes);
  const phone = readHex(payload, phoneAt, flowAt);
  return {
    messageId: readWord(payload, 0),
    bodyLength,
    encryption: (attributes >> 10) & 7,
    versionFlag,
    layout,
    protocolVersion: layout === '2019' ? readByte(payload, 4) : null,
    phone,
    terminalId: toTerminalId(phone),
    flow: readWord(payload, flowAt),
    packets: fragmented
      ? { total: readWord(payload, flowAt + 2), index: readWord(payload, flowAt + 4) }
      : null,
    bodyAt: payload.length - bodyLength,
  };
}
