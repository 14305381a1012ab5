/**
 * JT/T 808 framing, clause 4.4: `7E`, header, body, XOR checksum, `7E`; inside, `7E` travels as
 * `7D 02` and `7D` as `7D 01`.
 */

export type Edition = '2013' | '2019';

/** One message either way. `terminalId` as digits, without the padding of the phone field. */
export type Message = { id: number; terminalId: string; flow: number; body: Buffer };

const flag = 0x7e;
const escapeByte = 0x7d;
/** Bit 14 of the attributes: this header carries a protocol version and ten bytes of phone. */
const versionFlag = 0x4000;
const longestBody = 0x3ff;

function checksum(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}

function escaped(bytes: Uint8Array): number[] {
  return Array.from(bytes).flatMap((byte) => {
    if (byte === flag) return [escapeByte, 2];
    return byte === escapeByte ? [escapeByte, 1] : [byte];
  });
}

function word(value: number): Buffer {
  return Buffer.from([(value >> 8) & 0xff, value & 0xff]);
}

function header(message: Message, edition: Edition): Buffer {
  const { id, terminalId, flow, body } = message;
  if (edition === '2013') {
    const phone = Buffer.from(terminalId.padStart(12, '0'), 'hex');
    return Buffer.concat([word(id), word(body.length), phone, word(flow)]);
  }
  const phone = Buffer.from(terminalId.padStart(20, '0'), 'hex');
  const attributes = word(versionFlag | body.length);
  return Buffer.concat([word(id), attributes, Buffer.from([1]), phone, word(flow)]);
}

/** The bytes of one unencrypted single-packet message. Throws when the body exceeds 1023 bytes. */
export function encodeFrame(message: Message, edition: Edition): Buffer {
  if (message.body.length > longestBody) throw new Error('a single packet holds 1023 bytes');
  const content = Buffer.concat([header(message, edition), message.body]);
  const inside = Buffer.concat([content, Buffer.from([checksum(content)])]);
  return Buffer.from([flag, ...escaped(inside), flag]);
}

function unescaped(bytes: Uint8Array): Buffer | null {
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== escapeByte) {
      out.push(bytes[i] as number);
      continue;
    }
    const next = bytes[++i];
    if (next !== 1 && next !== 2) return null;
    out.push(next === 1 ? escapeByte : flag);
  }
  return Buffer.from(out);
}

/** What stands between two flags, or null when it is damaged: the platform will send it again. */
function decodeFrame(between: Uint8Array): Message | null {
  const bytes = unescaped(between);
  if (bytes === null || bytes.length < 13 || checksum(bytes) !== 0) return null;
  const attributes = bytes.readUInt16BE(2);
  const [phoneAt, phoneBytes] = (attributes & versionFlag) === 0 ? [4, 6] : [5, 10];
  const flowAt = phoneAt + phoneBytes;
  const bodyAt = flowAt + 2;
  if (bytes.length !== bodyAt + (attributes & longestBody) + 1) return null;
  return {
    id: bytes.readUInt16BE(0),
    terminalId: bytes.toString('hex', phoneAt, flowAt).replace(/^0+/, ''),
    flow: bytes.readUInt16BE(flowAt),
    body: bytes.subarray(bodyAt, -1),
  };
}

/** More than one whole platform message: a peer that sends no flags is not our platform. */
const longestWait = 8192;

/** Cuts a TCP stream into messages; chunks may split or join frames anywhere. */
export function createFrameReader(): (chunk: Uint8Array) => Message[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const messages: Message[] = [];
    for (let end = rest.indexOf(flag); end >= 0; end = rest.indexOf(flag)) {
      const message = end === 0 ? null : decodeFrame(rest.subarray(0, end));
      if (message !== null) messages.push(message);
      rest = rest.subarray(end + 1);
    }
    if (rest.length > longestWait) rest = Buffer.alloc(0);
    return messages;
  };
}
