import { partsPerSegment } from './timeline.ts';

/** `tr_flags` of our own media (ISO/IEC 14496-12, 8.8.8): where the data begins, then size and flags of each sample. */
const sizesAndFlags = 0x000601;
const sampleBytes = 8;
const runHeadBytes = 20;

/**
 * One part of a recorded fragment as a movie fragment of its own: its `moof` says which samples it holds, its `mdat`
 * holds them and nothing else (RFC 8216bis, 3). Its place on the time line is still that of the whole fragment: see
 * `placeFragment`. Throws a `RangeError` when the fragment is not one of ours (styp, sidx, moof with one run, mdat),
 * or cannot be cut evenly.
 */
export function cutPart(source: Uint8Array, part: number): Uint8Array {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const at = (name: string) => boxAt(bytes, name);
  const [moof, run, mdat] = [at('moof'), at('trun'), at('mdat')];
  if (bytes.readUInt32BE(run + 8) !== sizesAndFlags) throw new RangeError('another kind of run');
  const samples = bytes.readUInt32BE(run + 12) / partsPerSegment;
  if (!Number.isInteger(samples)) throw new RangeError('samples that do not divide');
  const rows = bytes.subarray(run + runHeadBytes, run + bytes.readUInt32BE(run));
  const first = part * samples;
  const mine = rows.subarray(first * sampleBytes, (first + samples) * sampleBytes);
  const from = mdat + 8 + sizeOf(rows.subarray(0, first * sampleBytes));
  const media = bytes.subarray(from, from + sizeOf(mine));

  const track = box('traf', boxBytes(bytes, at('tfhd')), boxBytes(bytes, at('tfdt')), runOf(mine));
  const sequence = boxBytes(bytes, moof + 8);
  const fragment = box('moof', sequence, track);
  // The data begins behind the head of `mdat`; the offset counts from the beginning of `moof`.
  fragment.writeUInt32BE(fragment.length + 8, fragment.indexOf('trun') + 12);
  return Buffer.concat([fragment, box('mdat', media)]);
}

function runOf(rows: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32BE(sizesAndFlags);
  head.writeUInt32BE(rows.length / sampleBytes, 4);
  return box('trun', head, rows);
}

function sizeOf(rows: Buffer): number {
  let bytes = 0;
  for (let at = 0; at < rows.length; at += sampleBytes) bytes += rows.readUInt32BE(at);
  return bytes;
}

function box(name: string, ...inside: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + inside.reduce((sum, { length }) => sum + length, 0));
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, ...inside]);
}

const boxBytes = (bytes: Buffer, at: number) => bytes.subarray(at, at + bytes.readUInt32BE(at));

/** Where a box begins. Its name stands nowhere before it in what our encoder writes. */
function boxAt(bytes: Buffer, name: string): number {
  const at = bytes.indexOf(name, 0, 'latin1');
  if (at < 4) throw new RangeError(`no ${name}`);
  return at - 4;
}
