import { expect, it } from 'vitest';
import { createFrameJoiner } from './join-frames.ts';
import type { MediaPacket } from './packet.ts';

const base: MediaPacket = {
  ...{ firstByte: 0x81, marker: false, payloadType: 98, sim: '013800000007', channel: 1 },
  ...{ timestampMs: 0, sinceKeyFrameMs: 0, sinceFrameMs: 0, headerBytes: 30, bodyBytes: 1 },
  ...{ sequence: 0, dataType: 'key-frame', part: 'whole' },
};

/** Hands in packets in order; what came of each. */
function joined(packets: readonly (Partial<MediaPacket> & { body?: Uint8Array })[]) {
  const join = createFrameJoiner();
  return packets.map(({ body = Uint8Array.of(7), ...more }, i) => {
    const frame = join({ ...base, sequence: i, ...more }, body);
    return frame === null || frame === 'not-h264' ? frame : [...frame.bytes, frame.isKey];
  });
}

const bytes = (...values: number[]) => ({ body: Uint8Array.from(values) });

it('joins the parts of a frame in order', () => {
  expect(
    joined([
      { part: 'first', ...bytes(1) },
      { part: 'middle', ...bytes(2, 3) },
      { part: 'last', ...bytes(4) },
      { dataType: 'frame', ...bytes(5) },
    ]),
  ).toEqual([null, null, [1, 2, 3, 4, true], [5, false]]);
});

it('begins with a whole key frame, and with another one after a gap', () => {
  expect(
    joined([
      { dataType: 'frame' },
      { part: 'last' },
      bytes(1),
      { dataType: 'frame', sequence: 9, ...bytes(2) },
      { dataType: 'frame', sequence: 10 },
      { sequence: 11, ...bytes(3) },
    ]),
  ).toEqual([null, null, [1, true], null, null, [3, true]]);
});

it('goes on where the sequence begins anew, and lets sound pass by', () => {
  expect(
    joined([
      { sequence: 65_534, ...bytes(1) },
      { sequence: 65_535, dataType: 'audio', payloadType: 6 },
      { sequence: 0, dataType: 'frame', ...bytes(2) },
    ]),
  ).toEqual([[1, true], null, [2, false]]);
});

it('says that it is not H.264, and keeps no frame without end', () => {
  expect(joined([{ payloadType: 99 }])).toEqual(['not-h264']);
  const many = Array.from({ length: 600 }, (_, i) => ({
    part: i === 0 ? ('first' as const) : ('middle' as const),
    body: new Uint8Array(4_000),
  }));
  const said = joined([...many, { part: 'last' }, { dataType: 'frame' }, bytes(1)]);
  expect(said.filter((each) => each !== null)).toEqual([[1, true]]);
});
