import { describe, expect, it } from 'vitest';
import { placeFragment } from './fragment.ts';
import { readSceneLoop } from './scene-loop.ts';

/** Names and bodies of the boxes of a file, opened where they hold others. */
function boxesOf(bytes: Uint8Array): { name: string; body: DataView }[] {
  const found: { name: string; body: DataView }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    const [length, name] = [
      view.getUint32(0),
      Buffer.from(bytes.subarray(at + 4, at + 8)).toString(),
    ];
    const inside = bytes.subarray(at + 8, at + length);
    if (name === 'moof' || name === 'traf') found.push(...boxesOf(inside));
    else
      found.push({ name, body: new DataView(bytes.buffer, bytes.byteOffset + at + 8, length - 8) });
    at += length;
  }
  return found;
}

const bodyOf = (bytes: Uint8Array, name: string) =>
  boxesOf(bytes).find((box) => box.name === name)?.body;

describe('placeFragment', () => {
  it('writes number and time into mfhd, tfdt and sidx, and leaves the source alone', async () => {
    const [source = new Uint8Array()] = (await readSceneLoop('gate')).fragments;
    const before = Uint8Array.from(source);
    const ticks = 2 ** 40 + 30_720;
    const placed = placeFragment(source, { sequence: 77, decodeTicks: ticks });
    expect(bodyOf(placed, 'mfhd')?.getUint32(4)).toBe(77);
    expect(bodyOf(placed, 'tfdt')?.getBigUint64(4)).toBe(BigInt(ticks));
    expect(bodyOf(placed, 'sidx')?.getBigUint64(12)).toBe(BigInt(ticks));
    expect(Uint8Array.from(source)).toEqual(before);
  });

  it('changes nothing but those three boxes', async () => {
    const [, source = new Uint8Array()] = (await readSceneLoop('fence')).fragments;
    const placed = placeFragment(source, { sequence: 5, decodeTicks: 1 });
    const changed = boxesOf(source).filter(({ name, body }) => {
      const after = bodyOf(placed, name);
      return after !== undefined && Buffer.compare(bytesOf(body), bytesOf(after)) !== 0;
    });
    expect(changed.map((box) => box.name).sort()).toEqual(['mfhd', 'sidx', 'tfdt']);
    expect(placed.length).toBe(source.length);
  });

  it('wraps the sequence number at 32 bits instead of failing', async () => {
    const [source = new Uint8Array()] = (await readSceneLoop('gate')).fragments;
    const placed = placeFragment(source, { sequence: 2 ** 32 + 3, decodeTicks: 0 });
    expect(bodyOf(placed, 'mfhd')?.getUint32(4)).toBe(3);
  });

  it.each([
    ['a length beyond the end', [0, 0, 0, 99, 0x6d, 0x6f, 0x6f, 0x66]],
    ['a length of nothing', [0, 0, 0, 0, 0x6d, 0x6f, 0x6f, 0x66]],
    ['half a header', [0, 0, 0]],
    ['a tfdt of version 0', [0, 0, 0, 16, 0x74, 0x66, 0x64, 0x74, 0, 0, 0, 0, 0, 0, 0, 0]],
  ])('refuses %s', (_, bytes) => {
    expect(() => placeFragment(Uint8Array.from(bytes), { sequence: 1, decodeTicks: 1 })).toThrow(
      RangeError,
    );
  });
});

const bytesOf = (view: DataView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
