import { describe, expect, it } from 'vitest';
import { crc16, decodeAnswer, encodeLinkTest, encodeTimestamp, encodeZoneEvent } from './encode.ts';

const atMs = Date.UTC(2026, 2, 2, 8, 0, 46);

describe('DC-09 frames', () => {
  it('computes CRC-16/ARC', () => {
    expect(crc16('123456789')).toBe(0xbb3d);
  });

  it('stamps UTC as time, month-day-year', () => {
    expect(encodeTimestamp(atMs)).toBe('_08:00:46,03-02-2026');
  });

  it('writes an alarm of zone 5', () => {
    const content = '"SIA-DCS"0012L0#1001[#1001|Nri01/BA005]_08:00:46,03-02-2026';
    const frame = encodeZoneEvent({ account: '1001', seq: 12, zone: 5, code: 'BA', atMs });
    // 59 characters from the first quote to the last digit: 3B
    expect(content).toHaveLength(59);
    const crc = crc16(content).toString(16).toUpperCase().padStart(4, '0');
    expect(frame).toBe(`\n${crc}003B${content}\r`);
  });

  it('writes a link test', () => {
    expect(encodeLinkTest({ account: '1001', seq: 9999, atMs }).slice(9)).toBe(
      '"NULL"9999L0#1001[]_08:00:46,03-02-2026\r',
    );
  });
});

describe('answers', () => {
  const content = '"ACK"0012L0#1001[]';
  const crc = crc16(content).toString(16).toUpperCase().padStart(4, '0');

  it('reads an acknowledgement', () => {
    expect(decodeAnswer(`\n${crc}0012${content}`)).toEqual({ kind: 'ACK', seq: 12 });
  });

  it('takes no word of a damaged one', () => {
    expect(decodeAnswer(`\n${crc}0012${content.replace('12L', '13L')}`)).toBeNull();
    expect(decodeAnswer(`\n${crc}0013${content}`)).toBeNull();
    expect(decodeAnswer('HTTP/1.1 400 Bad Request')).toBeNull();
  });
});
