import { expect, it } from 'vitest';
import { encodeFrame, laneDialects, textIn, zoneTime } from './encode.ts';

const lane = { areaId: '2201000001', channelNo: '2201000101', direction: 'I' } as const;

it('writes the frame of each dialect, byte by byte', () => {
  expect(encodeFrame(laneDialects.little, 0x21, lane, '<A>沪</A>').toString('hex')).toBe(
    'e25c4b8931000000' +
      '21' +
      '32323031303030303031' +
      '32323031303030313031' +
      '49' +
      '00000000' +
      '09000000' +
      '3c413ebba63c2f413e' +
      'ffff',
  );
  const paper = encodeFrame(laneDialects.paper, 0x21, lane, '<A>沪</A>').toString('hex');
  expect(paper.slice(0, 24)).toBe('e25c4b890000003500000021');
  expect(paper).toContain('3c413ee6b2aa3c2f413e');
});

it('puts photographs behind the text, by position', () => {
  const frame = encodeFrame(laneDialects.big, 0x21, lane, '', [Buffer.from('ffff', 'hex')]);
  expect(frame.subarray(38).toString('hex')).toBe('00000007' + '30' + '00000002' + 'ffff' + 'ffff');
});

it('tells the zone’s own time', () => {
  const atMs = Date.UTC(2026, 2, 1, 16, 1, 28, 45);
  expect(zoneTime(atMs, 14)).toBe('20260302000128');
  expect(zoneTime(atMs, 17)).toBe('20260302000128045');
});

it('reads one element of an answer', () => {
  expect(textIn('<X><CHECK_RESULT>Y</CHECK_RESULT></X>', 'CHECK_RESULT')).toBe('Y');
  expect(textIn('<X/>', 'CHECK_RESULT')).toBeNull();
});
