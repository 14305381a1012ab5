import type { RecordedTime } from '@ftz/shared/contract/recording.ts';
import { expect, it } from 'vitest';
import { refusalOfStatus } from '#api/local-refusal.ts';
import { joinKept, keptTimeOf, partsOf } from './kept-time.ts';

const asked = { fromMs: 100_000, untilMs: 400_000 };
const span = { fromMs: 120_000, untilMs: 300_000 };
const lackOf = (change: Partial<RecordedTime>, nowMs = 410_000) => {
  const value = {
    ...{
      cameraId: 'C1',
      isRecorded: true,
      newestMs: null,
      trouble: null,
      sinceMs: null,
      spans: [],
    },
    ...change,
  };
  return keptTimeOf({ ok: true, value }, asked, nowMs).lack;
};

it('lacks nothing where something is kept, whatever troubles the camera now', () => {
  expect(lackOf({ spans: [span], trouble: 'disk-full' })).toBeNull();
  expect(lackOf({ spans: [span], isRecorded: false })).toBeNull();
});

it('says why nothing is kept, and blames no trouble of now for what is long ago', () => {
  expect(lackOf({ isRecorded: false })).toBe('not-recorded');
  expect(lackOf({ trouble: 'no-picture' })).toBe('no-picture');
  expect(lackOf({ trouble: 'no-picture' }, 4_000_000)).toBe('nothing-kept');
  expect(lackOf({})).toBe('nothing-kept');
});

it('tells what one may not see from a disk or a server that does not answer', () => {
  for (const [status, lack] of [
    [403, 'may-not-see'],
    [404, 'may-not-see'],
    [0, 'away'],
    [503, 'disk-stalled'],
    [502, 'away'],
  ] as const) {
    const answer = { ok: false as const, status, refusal: refusalOfStatus(status) };
    expect(keptTimeOf(answer, asked, 0)).toEqual({ spans: [], lack });
  }
});

it('asks for a long time in parts, and lacks something only where every part does', () => {
  const hourMs = 3_600_000;
  expect(partsOf(asked)).toEqual([asked]);
  const parts = partsOf({ fromMs: 0, untilMs: 13 * hourMs });
  expect(parts.map(({ fromMs, untilMs }) => [fromMs / hourMs, untilMs / hourMs])).toEqual([
    [0, 6],
    [6, 12],
    [12, 13],
  ]);
  expect(partsOf({ fromMs: 0, untilMs: 1_000 * hourMs })).toHaveLength(8);
  const nothing = { spans: [], lack: 'away' as const };
  expect(joinKept([nothing, { spans: [span], lack: null }])).toEqual({ spans: [span], lack: null });
  expect(joinKept([nothing, nothing])).toEqual(nothing);
});
