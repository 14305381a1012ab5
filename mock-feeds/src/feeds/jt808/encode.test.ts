import { describe, expect, it } from 'vitest';
import {
  encodeAuthentication,
  encodeBackfill,
  encodeLocation,
  encodePlate,
  encodeRegistration,
  encodeTime,
  type Fix,
} from './encode.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const ascii = (text: string, length: number) =>
  Buffer.from(text, 'latin1')
    .toString('hex')
    .padEnd(length * 2, '0');

const fix: Fix = {
  // 2026-03-02 08:30:15 in Beijing
  atMs: Date.UTC(2026, 2, 2, 0, 30, 15),
  point: [121.608, 31.325],
  speedKph: 54.3,
  headingDeg: 299.4,
  odometerM: 123_456,
  ignition: true,
};

describe('bodies, worked out by hand', () => {
  it('writes Beijing time as BCD, over midnight too', () => {
    expect(encodeTime(fix.atMs)).toEqual(hex('260302083015'));
    expect(encodeTime(Date.UTC(2026, 11, 31, 17, 0, 1))).toEqual(hex('270101010001'));
  });

  it('writes a plate in GBK, and refuses a province that it cannot write', () => {
    expect(encodePlate('沪A12345')).toEqual(hex('bba6 41 3132333435'));
    expect(() => encodePlate('苏A12345')).toThrow('苏A12345');
  });

  it('writes a location: alarm, status, degrees × 10⁶, 0.1 km/h, and four items', () => {
    // status: ignition 0, fix 1, full load 8+9, GPS 18, BeiDou 19 = 000c0303
    // 31325000 = 01ddfb48, 121608000 = 073f9740, 543 = 021f, 299 = 012b, 1235 × 0.1 km = 04d3
    const fixed = '00000000 000c0303 01ddfb48 073f9740 0004 021f 012b 260302083015';
    const items = '01 04 000004d3 03 02 021f 30 01 1b 31 01 0e';
    expect(encodeLocation(fix, '2013')).toEqual(hex(fixed + items));
  });

  it('sets the moving bit in 2019 alone, and none of ignition when parked', () => {
    expect(encodeLocation(fix, '2019').readUInt32BE(4)).toBe(0x004c0303);
    const parked = { ...fix, ignition: false, speedKph: 0 };
    expect(encodeLocation(parked, '2019').readUInt32BE(4)).toBe(0x000c0302);
  });

  it('never writes a heading of 360', () => {
    expect(encodeLocation({ ...fix, headingDeg: 359.8 }, '2013').readUInt16BE(20)).toBe(0);
  });

  it('registers with field widths of the edition', () => {
    const terminal = { terminalId: '013800000002', plate: '沪B0001' };
    expect(encodeRegistration(terminal, '2013')).toEqual(
      hex(
        `001f0073${ascii('FTZSM', 5)}${ascii('FTZ-T1', 20)}${ascii('0000002', 7)}02bba64230303031`,
      ),
    );
    expect(encodeRegistration(terminal, '2019')).toHaveLength(4 + 11 + 30 + 30 + 1 + 7);
  });

  it('authenticates with the bare code in 2013, with code, IMEI and version in 2019', () => {
    const code = Buffer.from('C0DE');
    expect(encodeAuthentication(code, '013800000001', '2013')).toEqual(code);
    expect(encodeAuthentication(code, '013800000001', '2019')).toEqual(
      hex(`04${ascii('C0DE', 4)}${ascii('000013800000001', 15)}${ascii('1.0', 20)}`),
    );
  });

  it('packs kept locations as a back-fill batch', () => {
    expect(encodeBackfill([hex('0102'), hex('030405')])).toEqual(
      hex('0002 01 0002 0102 0003 030405'),
    );
  });
});
