/**
 * JT/T 808 framing, clause 4.4: `7E`, header, body, XOR checksum, `7E`; inside, `7E` travels as
 * `7D 02` and `7D` as `7D 01`.
 */

export type Edition = '2013' | '2019';

/**
 * One message either way, or one packet of a longer one. `terminalId` as digits, without the padding
 * of the phone field.
 */
export type Message = {
  id: number;
  terminalId: string;
  flow: number;
  body: Buffer;
  packet?: { total: number; index: number };
};

const flag = 0x7e;
const escapeByte = 0x7d;
/** Bit 14 of the attributes: this header carries a protocol version and ten bytes of phone. */
const versionFlag = 0x4000;
const packetFlag = 0x2000;
export const longestBody = 0x3ff;
const longestHeader = 21;

/** Where one frame is put together; a fleet sends thousands in a second. */
const wire = new Uint8Array(2 * (longestHeader + longestBody + 1) + 2);
let length = 0;
let sum = 0;

function put(byte: number): void {
  sum ^= byte;
  if (byte !== flag && byte !== escapeByte) {
    wire[length++] = byte;
    return;
  }
  wire[length++] = escapeByte;
  wire[length++] = byte === flag ? 2 : 1;
}

function putWord(value: number): void {
  put((value >> 8) & 0xff);
  put(value & 0xff);
}

/** Two digits to a byte, padded with zeros in front. */
function putDigits(digits: string, width: number): void {
  const digit = (at: number) => (at < 0 ? 0 : digits.charCodeAt(at) & 15);
  for (let at = digits.length - width; at < digits.length; at += 2) {
    put((digit(at) << 4) | digit(at + 1));
  }
}

function putHeader({ id, terminalId, flow, body, packet }: Message, edition: Edition): void {
  const bits = body.length | (packet === undefined ? 0 : packetFlag);
  putWord(id);
  if (edition === '2013') {
    putWord(bits);
    putDigits(terminalId, 12);
  } else {
    putWord(versionFlag | bits);
    put(1);
    putDigits(terminalId, 20);
  }
  putWord(flow);
  if (packet === undefined) return;
  putWord(packet.total);
  putWord(packet.index);
}

/** The bytes of one unencrypted packet. Throws when the body exceeds 1023 bytes. */
export function encodeFrame(message: Message, edition: Edition): Buffer {
  const { body } = message;
  if (body.length > longestBody) throw new Error('a single packet holds 1023 bytes');
  length = 0;
  sum = 0;
  wire[length++] = flag;
  putHeader(message, edition);
  for (let at = 0; at < body.length; at++) put(body[at] as number);
  put(sum);
  wire[length++] = flag;
  return Buffer.from(wire.subarray(0, length));
}

/** A copy, because what a socket read is overwritten by the next read. Null for a broken escape. */
function unescaped(bytes: Uint8Array): Buffer | null {
  const out = Buffer.allocUnsafe(bytes.length);
  let to = 0;
  for (let at = 0; at < bytes.length; at++) {
    let byte = bytes[at] as number;
    if (byte === escapeByte) {
      at += 1;
      const code = bytes[at];
      if (code !== 1 && code !== 2) return null;
      byte = code === 1 ? escapeByte : flag;
    }
    out[to++] = byte;
  }
  return out.subarray(0, to);
}

function checksum(bytes: Uint8Array): number {
  let total = 0;
  for (let at = 0; at < bytes.length; at++) total ^= bytes[at] as number;
  return total;
}

/** What stands between two flags, or null when it is damaged: the platform will send it again. */
function decodeFrame(between: Uint8Array): Message | null {
  const bytes = unescaped(between);
  if (bytes === null || bytes.length < 13 || checksum(bytes) !== 0) return null;
  const attributes = bytes.readUInt16BE(2);
  const [phoneAt, phoneBytes] = (attributes & versionFlag) === 0 ? [4, 6] : [5, 10];
  const flowAt = phoneAt + phoneBytes;
  const isPacket = (attributes & packetFlag) !== 0;
  const bodyAt = flowAt + (isPacket ? 6 : 2);
  if (bytes.length !== bodyAt + (attributes & longestBody) + 1) return null;
  const message = {
    id: bytes.readUInt16BE(0),
    terminalId: bytes.toString('hex', phoneAt, flowAt).replace(/^0+/, ''),
    flow: bytes.readUInt16BE(flowAt),
    body: bytes.subarray(bodyAt, -1),
  };
  if (!isPacket) return message;
  const packet = {
    total: bytes.readUInt16BE(flowAt + 2),
    index: bytes.readUInt16BE(flowAt + 4),
  };
  return { ...message, packet };
}

/** More than one whole platform message: a peer that sends no flags is not our platform. */
const longestWait = 8192;

/** Cuts a TCP stream into messages; chunks may split or join frames anywhere, and are not kept. */
export function createFrameReader(): (chunk: Uint8Array) => Message[] {
  let rest: Buffer | null = null;
  return (chunk) => {
    const bytes: Uint8Array = rest === null ? chunk : Buffer.concat([rest, chunk]);
    const messages: Message[] = [];
    let from = 0;
    for (let end = bytes.indexOf(flag); end >= 0; end = bytes.indexOf(flag, from)) {
      const message = end === from ? null : decodeFrame(bytes.subarray(from, end));
      if (message !== null) messages.push(message);
      from = end + 1;
    }
    const left = bytes.length - from;
    rest = left === 0 || left > longestWait ? null : Buffer.from(bytes.subarray(from));
    return messages;
  };
}
