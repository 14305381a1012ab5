/** RTP packets of H.264 (RFC 6184), interleaved into an RTSP line (RFC 2326, 10.12). */

const mostPayload = 1_400;
const payloadType = 96;

export type Packetizer = (units: readonly Uint8Array[], timestamp: number) => Uint8Array[];

/** Cuts the units of one frame into packets; the last one carries the marker. */
export function createPacketizer(ssrc: number): Packetizer {
  let sequence = 0;
  return (units, timestamp) => {
    const payloads = units.flatMap(payloadsOf);
    return payloads.map((payload, i) => {
      const header = Buffer.alloc(16);
      header.write('$', 'latin1');
      header.writeUInt16BE(12 + payload.length, 2);
      header[4] = 0x80;
      header[5] = payloadType | (i === payloads.length - 1 ? 0x80 : 0);
      header.writeUInt16BE(sequence, 6);
      header.writeUInt32BE(timestamp % 2 ** 32, 8);
      header.writeUInt32BE(ssrc, 12);
      sequence = (sequence + 1) % 65_536;
      return Buffer.concat([header, payload]);
    });
  };
}

/** Whole where it fits, else in fragments (FU-A, 5.8). */
function payloadsOf(unit: Uint8Array): Uint8Array[] {
  if (unit.length <= mostPayload) return [unit];
  const [first = 0] = unit;
  const parts: Uint8Array[] = [];
  for (let at = 1; at < unit.length; at += mostPayload) {
    const part = unit.subarray(at, at + mostPayload);
    const begins = at === 1 ? 0x80 : 0;
    const ends = at + mostPayload >= unit.length ? 0x40 : 0;
    parts.push(
      Buffer.concat([Buffer.from([(first & 0xe0) | 28, begins | ends | (first & 0x1f)]), part]),
    );
  }
  return parts;
}

export function encodeSdp(sps: Uint8Array, pps: Uint8Array): string {
  const sets = [sps, pps].map((set) => Buffer.from(set).toString('base64')).join(',');
  const profile = Buffer.from(sps.subarray(1, 4)).toString('hex');
  const lines = [
    'v=0',
    'o=- 0 0 IN IP4 127.0.0.1',
    's=camera',
    't=0 0',
    `m=video 0 RTP/AVP ${payloadType}`,
    'c=IN IP4 0.0.0.0',
    `a=rtpmap:${payloadType} H264/90000`,
    `a=fmtp:${payloadType} packetization-mode=1;profile-level-id=${profile};sprop-parameter-sets=${sets}`,
    'a=control:track1',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

export function encodeReply(
  cseq: string,
  headers: readonly string[] = [],
  body = '',
  status = '200 OK',
): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return `${[`RTSP/1.0 ${status}`, `CSeq: ${cseq}`, ...headers, ...length].join('\r\n')}\r\n\r\n${body}`;
}
