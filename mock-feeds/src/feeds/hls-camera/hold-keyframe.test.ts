import { expect, it } from 'vitest';
import { holdKeyframe } from './hold-keyframe.ts';
import { readSceneLoop } from './scene-loop.ts';

/** Name, place and length of the boxes on a floor of a file. */
function boxesOf(bytes: Buffer, from = 0, to = bytes.length) {
  const boxes: { name: string; at: number; length: number }[] = [];
  for (let at = from; at < to; at += boxes.at(-1)?.length ?? to) {
    const name = bytes.toString('latin1', at + 4, at + 8);
    boxes.push({ name, at, length: bytes.readUInt32BE(at) });
  }
  return boxes;
}

it.each(['gate', 'fence', 'yard', 'covered'])('holds the keyframe of %s', async (scene) => {
  const { fragments } = await readSceneLoop(scene);
  for (const fragment of fragments) {
    const source = Buffer.from(fragment);
    const held = Buffer.from(holdKeyframe(fragment, 30_720));
    const top = boxesOf(held);
    expect(top.map(({ name }) => name)).toEqual(['styp', 'sidx', 'moof', 'mdat']);
    const [, sidx, moof, mdat] = top;
    if (!sidx || !moof || !mdat) throw new Error('boxes are missing');
    expect(held.readUInt32BE(sidx.at + 40)).toBe(moof.length + mdat.length);
    const inside = boxesOf(held, moof.at + 8, moof.at + moof.length);
    expect(inside.map(({ name }) => name)).toEqual(['mfhd', 'traf']);
    const traf = inside[1];
    const run = boxesOf(held, (traf?.at ?? 0) + 8, (traf?.at ?? 0) + (traf?.length ?? 0)).at(-1);
    if (!run) throw new Error('there is no run');
    const [count, offset, ticks, size] = [12, 16, 20, 24].map((by) =>
      held.readUInt32BE(run.at + by),
    );
    expect([count, ticks]).toEqual([1, 30_720]);
    // What the run points at is the keyframe, in every byte.
    const keyframe = held.subarray(moof.at + (offset ?? 0));
    expect(keyframe.length).toBe(size);
    const [sourceMdat] = boxesOf(source).filter(({ name }) => name === 'mdat');
    const from = (sourceMdat?.at ?? 0) + 8;
    expect(Buffer.compare(keyframe, source.subarray(from, from + keyframe.length))).toBe(0);
  }
});

it('refuses what is no fragment of ours', async () => {
  const { init } = await readSceneLoop('gate');
  expect(() => holdKeyframe(init, 30_720)).toThrow(RangeError);
});
