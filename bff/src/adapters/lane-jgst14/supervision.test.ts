import { expect, it } from 'vitest';
import { readSupervision } from './supervision.ts';
import { readMessage } from './xml-message.ts';

function read(xml: string) {
  const message = readMessage(xml);
  if (!message.ok) throw new Error(message.reason);
  return readSupervision(message.root);
}
const push = (type: string, ...bodies: string[]) =>
  read(
    `<CargoSupervision><Head><MessageType>${type}</MessageType><SenderID>LBS01</SenderID></Head>${bodies.map((body) => `<Body>${body}</Body>`).join('')}</CargoSupervision>`,
  );
const who = '<DeviceID>T1</DeviceID><RTCTime>20260302080128500</RTCTime>';
const at = (lon: string, lat: string, flag = '1') =>
  `<Position><Longitude>${lon}</Longitude><Latitude>${lat}</Latitude><Speed>36.5</Speed><Direction>360</Direction><Flag>${flag}</Flag></Position>`;

it('reads places in local time, degrees and km/h', () => {
  expect(push('1', who + at('121.6234', '-31.3456'))).toEqual({
    ok: true,
    senderId: 'LBS01',
    backfill: false,
    refused: 0,
    places: [
      {
        deviceId: 'T1',
        deviceAtMs: Date.UTC(2026, 2, 2, 0, 1, 28, 500),
        point: [121.6234, -31.3456],
        speedKph: 36.5,
        headingDeg: 0,
        alarms: [],
      },
    ],
  });
});

it.each([
  ['without a fix', at('121.6', '31.3', '0')],
  ['at the zeros of a receiver without a fix', at('0', '0')],
  ['that is not on Earth', at('200', '31')],
  ['that is not there at all', ''],
])('knows no place %s', (_says, position) => {
  expect(push('3', who + position)).toMatchObject({ backfill: true, places: [{ point: null }] });
});

it('tells a cut line and a dismantled terminal, and no fault', () => {
  const alarm = (type: number) => `${who}<DeviceAlarm><AlarmType>${type}</AlarmType></DeviceAlarm>`;
  expect(push('2', alarm(1), alarm(2), alarm(3), alarm(9))).toMatchObject({
    places: [
      { alarms: ['illegal-door'] },
      { alarms: ['illegal-door'] },
      { alarms: [] },
      { alarms: [] },
    ],
  });
});

it('refuses a body without device or time alone, and what is no push whole', () => {
  const noDevice = '<RTCTime>20260302080128500</RTCTime>';
  expect(
    push('1', who, noDevice, '<DeviceID>T1</DeviceID><RTCTime>20269902</RTCTime>'),
  ).toMatchObject({
    ok: true,
    refused: 2,
  });
  expect(push('5')).toEqual({ ok: false, reason: 'not-a-push' });
  expect(read('<GATHER_INFO/>')).toEqual({ ok: false, reason: 'not-a-push' });
  expect(push('1', ...Array<string>(10_000).fill('')).ok).toBe(false);
});
