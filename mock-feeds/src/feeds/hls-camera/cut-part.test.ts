import { expect, it } from 'vitest';
import { cutPart } from './cut-part.ts';
import { placeFragment } from './fragment.ts';
import { readSceneLoop } from './scene-loop.ts';
import { partsPerSegment, partTicks, segmentTicks } from './timeline.ts';

/** Where a box's own fields begin. */
const bodyAt = (bytes: Buffer, name: string) => bytes.indexOf(name, 0, 'latin1') + 4;
const mediaOf = (bytes: Uint8Array) =>
  Buffer.from(bytes).subarray(bodyAt(Buffer.from(bytes), 'mdat'));

/** Sizes and flags of the samples of a run, eight bytes each. */
function samplesOf(bytes: Uint8Array): Buffer {
  const file = Buffer.from(bytes);
  const run = bodyAt(file, 'trun');
  return file.subarray(run + 12, run + 12 + 8 * file.readUInt32BE(run + 4));
}

it('cuts a fragment into parts that hold its samples and its bytes, each once and in order', async () => {
  for (const source of (await readSceneLoop('gate')).fragments) {
    const parts = Array.from({ length: partsPerSegment }, (_, part) => cutPart(source, part));
    expect(Buffer.concat(parts.map(mediaOf)).equals(mediaOf(source))).toBe(true);
    expect(Buffer.concat(parts.map(samplesOf)).equals(samplesOf(source))).toBe(true);
  }
});

it('says in each part where its data lies and when it begins', async () => {
  const [source = new Uint8Array()] = (await readSceneLoop('fence')).fragments;
  for (let part = 0; part < partsPerSegment; part += 1) {
    const decodeTicks = segmentTicks(77) + partTicks(part);
    const bytes = Buffer.from(placeFragment(cutPart(source, part), { sequence: 9, decodeTicks }));
    expect(bytes.readUInt32BE(bodyAt(bytes, 'mfhd') + 4)).toBe(9);
    expect(bytes.readBigUInt64BE(bodyAt(bytes, 'tfdt') + 4)).toBe(BigInt(decodeTicks));
    // The part begins with its `moof`, and the offset counts from there.
    expect(bytes.toString('latin1', 4, 8)).toBe('moof');
    expect(bytes.readUInt32BE(bodyAt(bytes, 'trun') + 8)).toBe(bodyAt(bytes, 'mdat'));
    expect(bytes.readUInt32BE(bodyAt(bytes, 'mdat') - 8)).toBe(
      bytes.length - bodyAt(bytes, 'mdat') + 8,
    );
  }
});

it('refuses what is not our own media', () => {
  expect(() => cutPart(Uint8Array.from([0, 0, 0, 8, 1, 2, 3, 4]), 0)).toThrow(RangeError);
});
