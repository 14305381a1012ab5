import { expect, it } from 'vitest';
import { encodeEvent, encodeHeartbeat, encodeReport } from './encode.ts';

const common = { deviceId: '7500000001', atMs: Date.UTC(2026, 10, 26, 8, 30, 5), serial: 7 };

it('writes a report: clock in UTC, degrees and minutes, status bits, serial', () => {
  const bytes = encodeReport({
    ...common,
    dataType: 'live',
    point: [121.585, 31.327],
    ropeInserted: true,
    motorLocked: true,
    ropeCut: false,
    coverOpened: false,
    wantsAck: true,
    batteryPct: 80,
  });
  expect(bytes).toHaveLength(62);
  expect(bytes.subarray(0, 25).toString('hex')).toBe(
    `2475000000011911${'0034'}261126083005${'31196200'}${'121351000'}7`,
  );
  expect(bytes.readUInt16BE(36).toString(16)).toBe('20e0');
  expect([bytes[38], bytes[61]]).toEqual([80, 7]);
});

it('writes an event and a heartbeat', () => {
  const event = encodeEvent({
    ...common,
    point: [121.585, -31.327],
    source: 4,
    verification: 1,
    card: '0000000000',
    wrongPasswords: 0,
  });
  expect(event.toString()).toBe(
    '(7500000001,P45,261126,083005,31.32700,S,121.58500,E,A,0,0,4,1,0000000000,0,0,7,12)',
  );
  expect(encodeHeartbeat('7500000001').toString()).toBe('(7500000001,@JT)');
});
