import { expect, it } from 'vitest';
import { protocolReaders } from './protocol-readers.ts';
import { RawFrames, readerOfGateway } from './raw-frames.ts';

const frame = (atMs: number, deviceId: string | null = null, size = 3) => ({
  atMs,
  peer: '10.0.0.1:1',
  deviceId,
  reason: null,
  bytes: new Uint8Array(size),
});

it('keeps a few of each second of a busy gateway, and a bounded number in all', () => {
  const frames = new RawFrames();
  for (let second = 0; second < 60; second++) {
    for (let i = 0; i < 1_000; i++) frames.keep(frame(second * 1_000 + i));
  }
  const kept = frames.recent(null, 1_000);
  expect(kept).toHaveLength(200);
  expect(kept[0]?.atMs).toBe(59_007);
});

it('keeps every frame of a device that somebody looks at, for a while', () => {
  const frames = new RawFrames();
  frames.watch('T1', 0);
  for (let i = 0; i < 20; i++) frames.keep(frame(i));
  for (let i = 0; i < 20; i++) frames.keep(frame(500 + i, 'T1'));
  expect(frames.recent('T1', 100)).toHaveLength(20);
  for (let i = 0; i < 20; i++) frames.keep(frame(300_000 + i, 'T2'));
  frames.keep(frame(300_500, 'T1'));
  expect(frames.recent('T1', 100)).toHaveLength(20);
});

it('copies the beginning of a long frame and tells its length', () => {
  const frames = new RawFrames();
  frames.keep(frame(1, null, 9_000));
  expect(frames.recent(null, 1)[0]).toMatchObject({ length: 9_000 });
  expect(frames.recent(null, 1)[0]?.bytes.length).toBe(2_048);
});

it('names readers that there are', () => {
  const known = protocolReaders.map(({ protocol }) => protocol);
  const named = Object.values(readerOfGateway).filter((reader) => reader !== null);
  expect(named.filter((reader) => !known.includes(reader))).toEqual([]);
});
