/** JT/T 1078-2016, table 19: what a terminal's camera sends, packet by packet. */

const mark = 0x30316364;
const h264 = 98;
const mostBody = 950;
const startCode = Buffer.from([0, 0, 0, 1]);
const parts = { whole: 0, first: 1, last: 2, middle: 3 } as const;

export type VideoPacketizer = (
  units: readonly Uint8Array[],
  frame: { isKey: boolean; atMs: number },
) => Buffer[];

/** Cuts frames of one channel into packets; `sim` is 12 digits. */
export function createVideoPacketizer(sim: string, channel: number): VideoPacketizer {
  let sequence = 0;
  let keyAtMs = 0;
  let lastAtMs = 0;
  return (units, { isKey, atMs }) => {
    const bytes = Buffer.concat(units.flatMap((unit) => [startCode, unit]));
    if (isKey) keyAtMs = atMs;
    const count = Math.ceil(bytes.length / mostBody);
    const packets = Array.from({ length: count }, (_, i) => {
      const body = bytes.subarray(i * mostBody, (i + 1) * mostBody);
      const header = Buffer.alloc(30);
      header.writeUInt32BE(mark, 0);
      header[4] = 0x81;
      header[5] = h264 | (i === count - 1 ? 0x80 : 0);
      header.writeUInt16BE(sequence, 6);
      header.write(sim, 8, 'hex');
      header[14] = channel;
      header[15] = ((isKey ? 0 : 1) << 4) | parts[partOf(i, count)];
      header.writeBigUInt64BE(BigInt(atMs), 16);
      header.writeUInt16BE(Math.min(atMs - keyAtMs, 65_535), 24);
      header.writeUInt16BE(Math.min(lastAtMs === 0 ? 0 : atMs - lastAtMs, 65_535), 26);
      header.writeUInt16BE(body.length, 28);
      sequence = (sequence + 1) % 65_536;
      return Buffer.concat([header, body]);
    });
    lastAtMs = atMs;
    return packets;
  };
}

function partOf(i: number, count: number): keyof typeof parts {
  if (count === 1) return 'whole';
  if (i === 0) return 'first';
  return i === count - 1 ? 'last' : 'middle';
}
