import { expect, it } from 'vitest';
import { encodeSealMessage, encodeSealStatus, sealTopic } from './encode.ts';

it('names its topics by zone and seal', () => {
  expect(sealTopic('WGQ', 'ES000001', 'event')).toBe('ftz/v1/WGQ/eseal/ES000001/event');
});

it('writes payload version 1, latitude and longitude by name', () => {
  const message = encodeSealMessage({
    sealId: 'ES000001',
    seq: 17,
    atMs: 1_772_438_415_250,
    point: [121.60800049, 31.325],
    state: { sealed: false, rope: 'cut', motor: 'locked', cover: 'closed' },
    batteryPct: 78.193,
    events: ['cut'],
  });
  expect(JSON.parse(message)).toEqual({
    v: 1,
    id: 'ES000001',
    seq: 17,
    ts: 1_772_438_415_250,
    tsSource: 'gnss',
    pos: { lat: 31.325, lon: 121.608, sys: 'WGS84', fix: true, sats: 12 },
    state: { sealed: false, rope: 'cut', motor: 'locked', cover: 'closed' },
    batteryPct: 78.2,
    events: ['cut'],
  });
});

it('says whether it is there', () => {
  expect(encodeSealStatus(false)).toBe('{"online":false}');
});
