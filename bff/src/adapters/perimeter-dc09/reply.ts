import { crc16 } from './crc16.ts';
import { encryptBody } from './encryption.ts';
import type { Dc09Frame } from './frame.ts';

export type ReplyKind = 'ACK' | 'DUH';

/** `_HH:MM:SS,MM-DD-YYYY`, UTC. */
export function writeTimestamp(atMs: number): string {
  const [date = '', time = ''] = new Date(atMs).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `_${time.slice(0, 8)},${month}-${day}-${year}`;
}

/** CRC and length around a span, in the CRC form that the panel itself uses. */
export function wrapSpan(span: string, crcFormat: Dc09Frame['crcFormat']): Uint8Array {
  const bytes = Buffer.from(span, 'latin1');
  const crc = crc16(bytes);
  const length = bytes.length.toString(16).toUpperCase().padStart(4, '0');
  const check =
    crcFormat === 'binary'
      ? Buffer.from([crc >>> 8, crc & 0xff])
      : Buffer.from(crc.toString(16).toUpperCase().padStart(4, '0'));
  return Buffer.concat([Buffer.from('\n'), check, Buffer.from(length), bytes, Buffer.from('\r')]);
}

/**
 * ACK: taken and kept. DUH: the frame is sound, its content is nothing for us. Both echo sequence,
 * receiver, line and account, so that the panel finds its message again. A timestamp goes out when the
 * frame was encrypted (then it is compulsory); `key` seals the reply like the message.
 */
export function buildReply(
  kind: ReplyKind,
  frame: Dc09Frame,
  stamp: { atMs: number; key: Uint8Array | null } | null,
): Uint8Array {
  const receiver = frame.receiver === null ? '' : `R${frame.receiver}`;
  const account = frame.account === null ? '' : `#${frame.account}`;
  const echo = `${frame.seq}${receiver}L${frame.line}${account}[`;
  const clear = `]${stamp ? writeTimestamp(stamp.atMs) : ''}`;
  const span = stamp?.key
    ? `"*${kind}"${echo}${encryptBody(clear, stamp.key)}`
    : `"${kind}"${echo}${clear}`;
  return wrapSpan(span, frame.crcFormat);
}

/** The panel's clock is off: fixed text, never encrypted, lets it set its clock (DC-09 clause 5.5.2). */
export function buildNak(atMs: number, crcFormat: Dc09Frame['crcFormat']): Uint8Array {
  return wrapSpan(`"NAK"0000R0L0A0[]${writeTimestamp(atMs)}`, crcFormat);
}
