import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeNearPlaylist, writePlaylist } from './browser-playlist.ts';
import type { Naming } from './file-names.ts';
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

const control = '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.2';
const partInf = '#EXT-X-PART-INF:PART-TARGET=0.4';
const partLine = (uri: string, more = '') => `#EXT-X-PART:DURATION=0.4,URI="${uri}"${more}`;
const hint = (uri: string) => `#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${uri}"`;
const inParts = [
  ...head,
  control,
  partInf,
  map,
  date,
  partLine('41.0.m4s', ',INDEPENDENT=YES'),
  partLine('41.1.m4s'),
  '#EXTINF:0.8,',
  '41.m4s',
  partLine('42.0.m4s', ',INDEPENDENT=YES'),
  hint('42.1.m4s'),
];
const partsOf = (lines: readonly string[], naming: Naming = 'numbered') => {
  const reading = readPlaylist(lines.join('\n'), naming);
  if (!reading.ok) return reading.reason;
  return reading.playlist.parts ?? null;
};

describe('a playlist with parts', () => {
  it('is read with the parts of each segment, the open one too', () => {
    const first = { durationS: 0.4, independent: true };
    const startsAtMs = Date.UTC(2026, 10, 20, 12, 0, 0, 800);
    expect(partsOf(inParts)).toEqual({
      targetS: 0.4,
      holdBackS: 1.2,
      of: new Map([
        [41, [first, { durationS: 0.4, independent: false }]],
        [42, [first]],
      ]),
      open: { number: 42, startsAtMs, discontinuity: false },
    });
  });

  it('is written anew, under our own names', () => {
    const reading = readPlaylist(inParts.join('\n'));
    if (!reading.ok || !reading.playlist.parts) throw new Error('no parts');
    const { playlist } = reading;
    const written = writeNearPlaylist(playlist, reading.playlist.parts);
    expect(written.trim().split('\n').slice(-6)).toEqual([
      '#EXT-X-PART:DURATION=0.400,URI="parts/41/1.m4s"',
      '#EXTINF:0.800,',
      '41.m4s',
      '#EXT-X-PROGRAM-DATE-TIME:2026-11-20T12:00:00.800Z',
      '#EXT-X-PART:DURATION=0.400,URI="parts/42/0.m4s",INDEPENDENT=YES',
      '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="parts/42/1.m4s"',
    ]);
  });

  it('says nothing of them to whoever asked for whole segments', () => {
    const reading = readPlaylist(inParts.join('\n'));
    const whole = [...head, map, date, '#EXTINF:0.8,', '41.m4s'];
    const plain = readPlaylist(whole.join('\n'));
    if (!reading.ok || !plain.ok) throw new Error('refused');
    expect(writePlaylist(reading.playlist)).toBe(writePlaylist(plain.playlist));
  });

  it('counts the parts of a camera that names its files as it likes', () => {
    const names = inParts.map((line) => line.replace(/4[12](\.\d)?\.m4s/, 'cam-$&'));
    const reading = readPlaylist(names.join('\n'), 'plain');
    const files = reading.ok ? reading.files.parts : new Map();
    expect([...files]).toEqual([
      ['41.0', 'cam-41.0.m4s'],
      ['41.1', 'cam-41.1.m4s'],
      ['42.0', 'cam-42.0.m4s'],
    ]);
  });

  it.each([
    ['an absolute address', partLine('http://169.254.169.254/42.1.m4s')],
    ['a climbing address', partLine('../42.1.m4s')],
    ['an escaped address', partLine('..%2f42.1.m4s')],
    ['a folder', partLine('parts/42.1.m4s')],
    ['a file', partLine('file:///etc/passwd')],
    ['a query', partLine('42.1.m4s?a=1')],
    ['the part of another segment', partLine('41.1.m4s')],
    ['a part out of its turn', partLine('42.2.m4s')],
    ['no address', '#EXT-X-PART:DURATION=0.4'],
    ['a hint that leads away', hint('http://169.254.169.254/42.1.m4s')],
    ['a hint that climbs', hint('../42.1.m4s')],
    ['a map hint that leads away', '#EXT-X-PRELOAD-HINT:TYPE=MAP,URI="http://x/init.mp4"'],
    ['a playlist with a gap for what was skipped', '#EXT-X-SKIP:SKIPPED-SEGMENTS=3'],
    [
      'parts without end',
      Array.from({ length: 500 }, (_, i) => partLine(`42.${i}.m4s`)).join('\n'),
    ],
  ])('is refused with %s, whatever names are taken', (_, line) => {
    expect(partsOf([...inParts, line])).toBeTypeOf('string');
    if (!/4[12]\.\d+\.m4s"$/.test(line) || line.includes('/') || line.includes('%'))
      expect(partsOf([...inParts, line], 'plain')).toBeTypeOf('string');
  });

  it.each([
    ['ranges of a file', partLine('42.1.m4s', ',BYTERANGE="5@0"')],
    ['a part that is missing', partLine('42.1.m4s', ',GAP=YES')],
    ['a part of no length', '#EXT-X-PART:DURATION=0,URI="42.1.m4s"'],
    ['a server that holds nothing back', '#EXT-X-SERVER-CONTROL:PART-HOLD-BACK=1.2'],
    ['no length that parts have', '#EXT-X-PART-INF:PART-TARGET=0'],
  ])('is shown by whole segments with %s', (_, line) => {
    expect(partsOf([...inParts, line])).toBeNull();
  });

  it('is shown by whole segments where files are not numbered as a player counts', () => {
    expect(partsOf(inParts.map((line) => line.replace('SEQUENCE:41', 'SEQUENCE:40')))).toBeNull();
  });

  it('keeps three parts of distance where the camera says less than the standard allows', () => {
    const near = inParts.map((line) => line.replace('BACK=1.2', 'BACK=0.5'));
    expect(partsOf(near)).toMatchObject({ holdBackS: expect.closeTo(1.2) });
  });

  it('lets no address but our own through, whatever a camera sends', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        ...inParts,
        partLine('42.1.m4s'),
        partLine('../x.m4s'),
        '#EXT-X-DISCONTINUITY',
      ),
      fc.string(),
      fc.webUrl().map(partLine),
    );
    const address = /URI="([^"]*)"/;
    await fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (more) => {
        const reading = readPlaylist([...inParts, ...more].join('\n'));
        if (!reading.ok || !reading.playlist.parts) return;
        const written = writeNearPlaylist(reading.playlist, reading.playlist.parts).split('\n');
        for (const one of written) expect(one).toMatch(/^(#EXT[^\n]*|\d{1,15}\.m4s|)$/);
        const named = written.flatMap((one) => address.exec(one)?.[1] ?? []);
        for (const one of named) expect(one).toMatch(/^(init\.mp4|parts\/\d{1,15}\/\d{1,3}\.m4s)$/);
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
