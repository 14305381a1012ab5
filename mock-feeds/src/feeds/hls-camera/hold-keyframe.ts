/** `tr_flags` (ISO/IEC 14496-12, 8.8.8): what a run of our own media carries, and what it needs alone. */
const sizesAndFlags = 0x000601;
const durationToo = 0x000701;
const oneSampleRun = 32;
const keyframeFlags = 0x02000000;

/**
 * The same fragment as an encoder makes it that is fed one stuck frame: its keyframe is shown for all of
 * its time, and nothing else. `ticks` is how long that is. Throws a `RangeError` when the fragment is not
 * one of ours (styp, sidx, moof with one run, mdat).
 */
export function holdKeyframe(source: Uint8Array, ticks: number): Uint8Array {
  const bytes = Buffer.from(source);
  const [moof, run, mdat] = ['moof', 'trun', 'mdat'].map((name) => boxAt(bytes, name));
  if (moof === undefined || run === undefined || mdat === undefined) throw new RangeError('no box');
  if (bytes.readUInt32BE(run + 8) !== sizesAndFlags) throw new RangeError('another kind of run');
  const keyframeBytes = bytes.readUInt32BE(run + 20);
  const runBytes = bytes.readUInt32BE(run);
  const gone = runBytes - oneSampleRun;
  const held = Buffer.concat([
    bytes.subarray(0, run),
    words(oneSampleRun, word('trun'), durationToo, 1),
    words(bytes.readUInt32BE(run + 16) - gone, ticks, keyframeBytes, keyframeFlags),
    bytes.subarray(run + runBytes, mdat),
    words(8 + keyframeBytes, word('mdat')),
    bytes.subarray(mdat + 8, mdat + 8 + keyframeBytes),
  ]);
  for (const name of ['moof', 'traf']) {
    const at = boxAt(held, name);
    held.writeUInt32BE(held.readUInt32BE(at) - gone, at);
  }
  // Of the index: how many bytes its one reference spans.
  held.writeUInt32BE(held.length - moof, boxAt(held, 'sidx') + 40);
  return held;
}

const word = (name: string) => Buffer.from(name, 'latin1').readUInt32BE();

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => {
    bytes.writeUInt32BE(value, 4 * i);
  });
  return bytes;
}

/** Where a box begins. Its name stands nowhere before it in what our encoder writes. */
function boxAt(bytes: Buffer, name: string): number {
  const at = bytes.indexOf(name, 0, 'latin1');
  if (at < 4) throw new RangeError(`no ${name}`);
  return at - 4;
}
