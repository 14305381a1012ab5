import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { contractVersion } from './contract-version.ts';
import { durablePayloads } from './durable-event.ts';
import { commandArguments, SyncRequest } from './live-up.ts';
import { createPositionFrame, writeStep } from './position-frame.ts';
import { refusals } from './refusal.ts';

/** Raise `contractVersion` when this changes, and put the new hash beside it: old pages then reload. */
const pinned = { version: 17, hash: 'e2f1c9e42d52930a' };

it('pins the wire to its version', () => {
  const { buffer, frame } = createPositionFrame(
    { number: 2, afterNumber: 1, serverAtMs: 3_000, firstKey: 8 },
    { gone: 1, placed: 1, moved: 1, bitmapBytes: 4 },
  );
  frame.gone.set([9]);
  frame.placed.key.set([7]);
  frame.placed.lonE6.set([121_500_000]);
  frame.placed.speedKph.set([40]);
  frame.moved.bitmap.set([1]);
  writeStep(frame.moved, 0, -5, 6);
  const wire = JSON.stringify([
    durablePayloads,
    commandArguments,
    SyncRequest,
    Object.keys(refusals),
    [...new Uint8Array(buffer)],
  ]);
  const hash = createHash('sha256').update(wire).digest('hex').slice(0, 16);
  expect({ version: contractVersion, hash }).toEqual(pinned);
});
