import { expect, it } from 'vitest';
import { encodeHikvision, encodePlateRecognizer, encodeZhenshi, zhenshiEventId } from './encode.ts';

const sight = {
  plate: '沪A12345',
  atMs: 1_790_000_000_250,
  confidence: 0.97,
  colour: 'yellow' as const,
};

it('counts as each make counts, and tells time as each make does', () => {
  const zhenshi = JSON.parse(Buffer.from(encodeZhenshi('S1', sight).body).toString());
  expect(zhenshi.AlarmInfoPlate.result.PlateResult).toMatchObject({
    license: '沪A12345',
    confidence: 97,
    colorType: 2,
    timeStamp: { Timeval: { sec: 1_790_000_000, usec: 250_000 } },
  });
  expect(zhenshiEventId(sight)).toBe('1790000000.250000.0');
  const hikvision = Buffer.from(encodeHikvision('u-1', sight).body).toString();
  expect(hikvision).toContain('<confidenceLevel>97</confidenceLevel>');
  expect(hikvision).toContain('+08:00</dateTime>');
  const recognizer = JSON.parse(Buffer.from(encodePlateRecognizer('h-1', sight).body).toString());
  expect(recognizer.data.results).toMatchObject([{ plate: '沪a12345', score: 0.97 }]);
});

it('says that there was no plate as each make does', () => {
  const none = { ...sight, plate: null };
  expect(Buffer.from(encodeZhenshi('S1', none).body).toString()).toContain('_无_');
  expect(Buffer.from(encodeHikvision('u', none).body).toString()).toContain(
    'unknown</licensePlate>',
  );
});
