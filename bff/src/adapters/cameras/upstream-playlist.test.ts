import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writePlaylist } from './browser-playlist.ts';
import { readPlaylist } from './upstream-playlist.ts';

const head = ['#EXTM3U', '#EXT-X-TARGETDURATION:2', '#EXT-X-MEDIA-SEQUENCE:41'];
const map = '#EXT-X-MAP:URI="init.mp4"';
const date = '#EXT-X-PROGRAM-DATE-TIME:2026-11-20T12:00:00.000Z';
const good = [...head, map, date, '#EXTINF:2.000,', '41.m4s', '#EXTINF:1.5,', '42.m4s'];

describe('readPlaylist', () => {
  it('reads numbers, durations and dates; a segment without a date follows the one before', () => {
    const reading = readPlaylist(good.join('\n'));
    const startsAtMs = Date.UTC(2026, 10, 20, 12);
    expect(reading.ok && reading.playlist).toEqual({
      targetDurationS: 2,
      mediaSequence: 41,
      discontinuitySequence: 0,
      segments: [
        { number: 41, durationS: 2, startsAtMs, discontinuity: false },
        { number: 42, durationS: 1.5, startsAtMs: startsAtMs + 2000, discontinuity: false },
      ],
    });
  });

  it('keeps the seams of an encoder that began anew, and reads CRLF and zone offsets', () => {
    const lines = [...head, map, date.replace('Z', '+08:00'), '#EXTINF:2,', '41.m4s'];
    const text = [...lines, '#EXT-X-DISCONTINUITY', date, '#EXTINF:2,', '0.m4s'].join('\r\n');
    const reading = readPlaylist(text);
    const segments = reading.ok ? reading.playlist.segments : [];
    expect(segments.map((segment) => segment.discontinuity)).toEqual([false, true]);
    expect(segments[0]?.startsAtMs).toBe(Date.UTC(2026, 10, 20, 4));
  });

  const withSegment = (uri: string) => [...head, map, date, '#EXTINF:2,', uri];
  it.each([
    ['an absolute address', withSegment('http://169.254.169.254/41.m4s')],
    ['an address without a scheme', withSegment('//evil.example/41.m4s')],
    ['a root address', withSegment('/41.m4s')],
    ['a climbing address', withSegment('../WGQ-C02/41.m4s')],
    ['a file', withSegment('file:///etc/passwd')],
    ['a name that is no number', withSegment('live.m4s')],
    ['a query', withSegment('41.m4s?token=1')],
    [
      'a foreign map',
      [...head, '#EXT-X-MAP:URI="http://x/init.mp4"', date, '#EXTINF:2,', '41.m4s'],
    ],
    ['a ranged map', [...head, `${map},BYTERANGE="1@0"`, date, '#EXTINF:2,', '41.m4s']],
    ['a key', [...head, '#EXT-X-KEY:METHOD=AES-128,URI="http://x/key"', ...good.slice(3)]],
    ['a part', [...good, '#EXT-X-PART:DURATION=1,URI="p.m4s"']],
    ['a byte range', [...head, map, date, '#EXTINF:2,', '#EXT-X-BYTERANGE:5@0', '41.m4s']],
    ['a list of lists', [...head, '#EXT-X-STREAM-INF:BANDWIDTH=1', '41.m4s']],
    ['a recording', [...good, '#EXT-X-ENDLIST']],
    ['no date', [...head, map, '#EXTINF:2,', '41.m4s']],
    [
      'a date that is none',
      [...head, map, '#EXT-X-PROGRAM-DATE-TIME:today', '#EXTINF:2,', '41.m4s'],
    ],
    ['no duration', [...head, map, date, '41.m4s']],
    ['a duration of nothing', [...head, map, date, '#EXTINF:0,', '41.m4s']],
    ['no map', [...head, date, '#EXTINF:2,', '41.m4s']],
    ['no segments', [...head, map]],
    ['a page of HTML', ['<!doctype html>']],
    ['nothing', ['']],
  ])('refuses %s', (_, lines) => {
    expect(readPlaylist(lines.join('\n')).ok).toBe(false);
  });

  it('lets no address but our own through, whatever a camera sends', async () => {
    const line = fc.oneof(
      fc.constantFrom(...good, '#EXT-X-DISCONTINUITY', '#EXT-X-KEY:METHOD=NONE', '#note'),
      fc.string(),
      fc.webUrl(),
    );
    const owned = /^(#EXT[^\n]*|\d{1,15}\.m4s|)$/;
    await fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (more) => {
        const reading = readPlaylist([...good, ...more].join('\n'));
        if (!reading.ok) return;
        const written = writePlaylist(reading.playlist).split('\n');
        for (const one of written) expect(one).toMatch(owned);
        expect(written.filter((one) => one.includes('URI='))).toEqual([map]);
      }),
    );
  });
});

describe('writePlaylist', () => {
  it('writes what reading gives back unchanged', () => {
    const first = readPlaylist(
      [...good, '#EXT-X-DISCONTINUITY', '#EXTINF:2,', '43.m4s'].join('\n'),
    );
    if (!first.ok) throw new Error(first.reason);
    expect(readPlaylist(writePlaylist(first.playlist))).toEqual(first);
  });
});
