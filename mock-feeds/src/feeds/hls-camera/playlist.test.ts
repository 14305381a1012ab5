import { expect, it } from 'vitest';
import { livePlaylist } from './playlist.ts';
import { newestSegment, segmentStartMs } from './timeline.ts';

const noonMs = Date.UTC(2026, 10, 20, 12, 0, 0);

it('lists six segments, each with its date, the newest already complete', () => {
  const newest = newestSegment(noonMs + 1999);
  const lines = livePlaylist(newest).split('\n');
  const dates = lines.filter((line) => line.startsWith('#EXT-X-PROGRAM-DATE-TIME:'));
  expect(dates).toHaveLength(6);
  expect(dates.at(-1)).toBe('#EXT-X-PROGRAM-DATE-TIME:2026-11-20T11:59:58.000Z');
  expect(lines.filter((line) => line.endsWith('.m4s')).at(-1)).toBe(`${newest}.m4s`);
  expect(lines).toContain(`#EXT-X-MEDIA-SEQUENCE:${newest - 5}`);
  expect(lines).toContain('#EXT-X-MAP:URI="init.mp4"');
});

it('moves by one segment when two seconds have passed, and not before', () => {
  expect(newestSegment(noonMs + 1999)).toBe(newestSegment(noonMs));
  expect(newestSegment(noonMs + 2000)).toBe(newestSegment(noonMs) + 1);
  expect(segmentStartMs(newestSegment(noonMs) + 1)).toBe(noonMs);
});

it('lists nothing before the first segment is complete', () => {
  expect(livePlaylist(-1)).not.toContain('.m4s');
});
