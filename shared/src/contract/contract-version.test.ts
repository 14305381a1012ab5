import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { contractVersion } from './contract-version.ts';
import { durablePayloads } from './durable-event.ts';
import { commandArguments, SyncRequest } from './live-up.ts';
import { encodePositionFrame } from './position-frame.ts';
import { refusals } from './refusal.ts';

/** Raise `contractVersion` when this changes, and put the new hash beside it: old pages then reload. */
const pinned = { version: 2, hash: '946f0eea97a1d9e9' };

it('pins the wire to its version', () => {
  const frame = encodePositionFrame(1, [
    { key: 7, point: [121.5, 31.2], fixAtMs: 3_000, speedKph: 40, headingDeg: 90 },
  ]);
  const wire = JSON.stringify([
    durablePayloads,
    commandArguments,
    SyncRequest,
    Object.keys(refusals),
    [...new Uint8Array(frame)],
  ]);
  const hash = createHash('sha256').update(wire).digest('hex').slice(0, 16);
  expect({ version: contractVersion, hash }).toEqual(pinned);
});
