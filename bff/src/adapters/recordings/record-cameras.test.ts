import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CameraFetch } from '#domain/camera-source.ts';
import { recordCameras } from './record-cameras.ts';

const t0 = Date.UTC(2026, 5, 1, 3, 0, 0);
const windowSegments = 6;

beforeEach(() => void vi.useFakeTimers({ now: t0 }));
afterEach(() => void vi.useRealTimers());

/** An encoder whose segment `n` runs from `n` to `n + 1` times two seconds; `refuses` says which cannot be had now. */
function record(refuses: (number: number) => boolean, fromNumber = () => 0) {
  const kept: { n: number; begins: boolean }[] = [];
  const total = { missed: 0 };
  const bytes = (text: string): CameraFetch => ({
    ok: true,
    bytes: new TextEncoder().encode(text),
    mediaType: 'video/mp4',
  });
  const listed = () => {
    const newest = Math.floor((Date.now() - t0) / 2_000) - 1;
    return Array.from({ length: windowSegments }, (_, i) => newest - windowSegments + 1 + i).filter(
      (n) => n >= 0,
    );
  };
  const playlist = () =>
    listed()
      .map((n) => {
        const date = new Date(t0 + n * 2_000).toISOString();
        return `#EXT-X-PROGRAM-DATE-TIME:${date}\n#EXTINF:2.000,\n${n + fromNumber()}.m4s`;
      })
      .join('\n');
  const recorder = recordCameras({
    cameras: {
      playlist: async () => bytes(playlist()),
      init: async () => bytes('init'),
      segment: async (_, number) =>
        refuses(number) ? { ok: false, reason: 'unreachable' } : bytes(String(number)),
    },
    cameraIds: ['CAM-1'],
    append: async ({ media, begins }) =>
      void kept.push({ n: Number(new TextDecoder().decode(media)), begins }),
    missed: (segments) => {
      total.missed += segments;
    },
    nowMs: Date.now,
  });
  return { kept, total, recorder };
}

it('counts what cannot be fetched as lost, says that something is missing, and goes on', async () => {
  const { kept, total, recorder } = record((number) => number === 4 || number === 5);
  await vi.advanceTimersByTimeAsync(40_000);
  recorder.close();
  expect(kept.slice(0, 6).map(({ n }) => n)).toEqual([0, 1, 2, 3, 6, 7]);
  expect(kept.filter(({ begins }) => begins).map(({ n }) => n)).toEqual([0, 6]);
  expect(total.missed).toBe(2);
});

it('asks once more for what could not be had, and then nothing is missing', async () => {
  const refused = new Set<number>();
  const once = (number: number) =>
    number % 3 === 1 && !refused.has(number) && !!refused.add(number);
  const { kept, total, recorder } = record(once);
  await vi.advanceTimersByTimeAsync(60_000);
  recorder.close();
  expect(kept.length).toBeGreaterThan(20);
  expect(kept.map(({ n }) => n)).toEqual(kept.map((_, i) => i));
  expect(kept.filter(({ begins }) => begins)).toHaveLength(1);
  expect(total.missed).toBe(0);
});

it('counts what left the list while nothing could be had, and not the numbers of an encoder begun anew', async () => {
  let isAway = false;
  let fromNumber = 0;
  const { kept, total, recorder } = record(
    () => isAway,
    () => fromNumber,
  );
  await vi.advanceTimersByTimeAsync(20_000);
  isAway = true;
  await vi.advanceTimersByTimeAsync(40_000);
  isAway = false;
  await vi.advanceTimersByTimeAsync(20_000);
  const numbers = kept.map(({ n }) => n);
  const missing = (numbers.at(-1) ?? 0) + 1 - numbers.length;
  expect(missing).toBeGreaterThan(10);
  expect(total.missed).toBe(missing);
  fromNumber = 100_000;
  await vi.advanceTimersByTimeAsync(20_000);
  recorder.close();
  expect(kept.at(-1)?.n).toBeGreaterThan(100_000);
  expect(total.missed).toBe(missing);
});
