import { expect, it } from 'vitest';
import { spansOf, writeRecordedPlaylist } from './recorded-playlist.ts';

const t0 = Date.UTC(2026, 0, 1, 0, 0, 0);
const segment = (seconds: number, more = {}) => ({
  startsAtMs: t0 + seconds * 1000,
  durationMs: 2_000,
  init: 'init-a.mp4',
  begins: false,
  ...more,
});

it('dates every segment, and says where time does not go on', () => {
  const kept = [
    segment(0, { begins: true }),
    segment(2),
    segment(10),
    segment(12, { init: 'init-b.mp4' }),
  ];
  expect(writeRecordedPlaylist(kept, { grows: false }).split('\n').slice(5)).toEqual([
    '#EXT-X-INDEPENDENT-SEGMENTS',
    '#EXT-X-MAP:URI="recorded/init-a.mp4"',
    '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.000Z',
    '#EXTINF:2.000,',
    `recorded/${t0}.m4s`,
    '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:02.000Z',
    '#EXTINF:2.000,',
    `recorded/${t0 + 2_000}.m4s`,
    '#EXT-X-DISCONTINUITY',
    '#EXT-X-MAP:URI="recorded/init-a.mp4"',
    '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:10.000Z',
    '#EXTINF:2.000,',
    `recorded/${t0 + 10_000}.m4s`,
    '#EXT-X-DISCONTINUITY',
    '#EXT-X-MAP:URI="recorded/init-b.mp4"',
    '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:12.000Z',
    '#EXTINF:2.000,',
    `recorded/${t0 + 12_000}.m4s`,
    '#EXT-X-ENDLIST',
    '',
  ]);
  expect(spansOf(kept)).toEqual([
    { fromMs: t0, untilMs: t0 + 4_000 },
    { fromMs: t0 + 10_000, untilMs: t0 + 14_000 },
  ]);
});

it('is open at its end while more may be recorded, and otherwise the same', () => {
  const ended = writeRecordedPlaylist([segment(0), segment(2)], { grows: false });
  const open = writeRecordedPlaylist([segment(0), segment(2)], { grows: true });
  expect(ended).toContain('#EXT-X-PLAYLIST-TYPE:VOD\n');
  expect(open).toBe(ended.replace('TYPE:VOD', 'TYPE:EVENT').replace('#EXT-X-ENDLIST\n', ''));
});
