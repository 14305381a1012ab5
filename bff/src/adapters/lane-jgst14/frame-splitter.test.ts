import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dialects, frameWithImages, gatherFrame } from './frame.fixture.ts';
import { longestFrame, writeFrame } from './frame.ts';
import { createFrameSplitter } from './frame-splitter.ts';

const jpeg = Buffer.from('ffd8ffffe25c4b89ffff', 'hex');
const frames = Object.values(dialects).flatMap((dialect) => [
  Buffer.from(writeFrame({ ...gatherFrame, dialect })),
  Buffer.from(frameWithImages(dialect, [{ position: 0, jpeg }])),
]);
const stream = Buffer.concat(frames);

it('finds every frame, wherever the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 60 }), (sizes) => {
      const splitter = createFrameSplitter();
      const cuts = [];
      let at = 0;
      for (const size of [...sizes, stream.length]) {
        cuts.push(...splitter.push(stream.subarray(at, at + size)));
        at += size;
      }
      expect(cuts.map(({ kind }) => kind)).toEqual(frames.map(() => 'frame'));
      expect(Buffer.concat(cuts.map(({ bytes }) => bytes)).equals(stream)).toBe(true);
      expect(splitter.end()).toHaveLength(0);
    }),
    { numRuns: 50 },
  );
});

it('calls noise what is no frame, and keeps what is unfinished', () => {
  const splitter = createFrameSplitter();
  expect(splitter.push(Buffer.alloc(100, 0x41))).toMatchObject([{ kind: 'noise' }]);
  expect(splitter.push(stream.subarray(0, 50))).toEqual([]);
  expect(splitter.end()).toHaveLength(50);
});

it('waits for no frame that is longer than any lane sends', () => {
  const lying = Buffer.from(frames[0] ?? []);
  lying.writeUInt32LE(longestFrame + 1, 4);
  expect(createFrameSplitter().push(lying)).toMatchObject([{ kind: 'noise' }]);
});
