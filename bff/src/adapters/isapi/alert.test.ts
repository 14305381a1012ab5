import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAlert } from './alert.ts';
import { isapiReader } from './isapi-reader.ts';
import { createPartCutter } from './multipart.ts';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const alertXml = (inner: string) =>
  `<EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">${inner}</EventNotificationAlert>`;
const crossing = alertXml(
  '<channelID>1</channelID><eventType>linedetection</eventType><eventState>active</eventState>' +
    '<DetectionRegionList><DetectionRegionEntry><regionID>north row</regionID><detectionTarget>human</detectionTarget></DetectionRegionEntry></DetectionRegionList>',
);

describe('readAlert', () => {
  it('reads type, state and regions, whatever the namespace', () => {
    for (const text of [crossing, crossing.replace(/ xmlns="[^"]*"/, ''), `\uFEFF${crossing}`]) {
      expect(readAlert(bytes(text))).toMatchObject({
        ok: true,
        alert: {
          eventType: 'linedetection',
          eventState: 'active',
          channelId: '1',
          regions: [{ regionId: 'north row', target: 'human' }],
        },
      });
    }
  });

  it('finds what a duration event wraps', () => {
    const text = alertXml(
      '<eventType>duration</eventType><DurationList><Duration><relationEvent>fielddetection</relationEvent></Duration></DurationList>',
    );
    expect(readAlert(bytes(text))).toMatchObject({
      ok: true,
      alert: { eventType: 'duration', relationEvent: 'fielddetection' },
    });
  });

  it('reads the same names from JSON, wrapped or bare', () => {
    const inner = { eventType: 'VMD', eventState: 'active', channelID: 2 };
    for (const value of [inner, { EventNotificationAlert: inner }]) {
      expect(readAlert(bytes(JSON.stringify(value)))).toMatchObject({
        ok: true,
        alert: { eventType: 'VMD', channelId: '2' },
      });
    }
  });

  it('keeps the plate apart, in GBK too', () => {
    const head = bytes('<EventNotificationAlert><eventType>ANPR</eventType><ANPR><licensePlate>');
    const tail = bytes('A12345</licensePlate></ANPR></EventNotificationAlert>');
    const gbk = Buffer.concat([head, Buffer.from([0xbb, 0xa6]), tail]);
    expect(readAlert(gbk)).toMatchObject({
      ok: true,
      alert: { anpr: { licensePlate: '沪A12345' } },
    });
  });

  it('refuses other documents, entities and damage', () => {
    const reasonOf = (text: string) => {
      const reading = readAlert(bytes(text));
      return reading.ok ? null : reading.reason;
    };
    expect(reasonOf('<Other/>')).toBe('not-an-alert');
    expect(reasonOf('{"a":1}')).toBe('not-an-alert');
    expect(reasonOf('{"a":')).toBe('json-malformed');
    expect(reasonOf(`<!DOCTYPE x [<!ENTITY a "b">]>${crossing}`)).toBe('xml-doctype');
    expect(reasonOf(crossing.slice(0, -10))).toBe('xml-malformed');
    expect(reasonOf(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`)).toBe('not-an-alert');
  });
});

describe('createPartCutter', () => {
  const part = (type: string, body: string | Buffer, length = Buffer.byteLength(body)) =>
    Buffer.concat([
      bytes(`--edge\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`),
      Buffer.from(body),
      bytes('\r\n'),
    ]);
  const picture = Buffer.from([0xff, 0xd8, 0x0d, 0x0a, 0x2d, 0x2d, 0x00, 0xff, 0xd9]);
  const stream = Buffer.concat([
    bytes('a preamble\r\n'),
    part('application/xml; charset="UTF-8"', crossing),
    part('image/jpeg', picture, 1),
    part('application/xml', crossing, 7),
    part('application/json', '{"eventType":"heartBeat"}', 99_999),
  ]);
  const isWhole = (body: Uint8Array) => readAlert(body).ok;

  it('cuts the same parts however the chunks fall, with wrong lengths and no last boundary', () => {
    for (const size of [1, 2, 7, 64, 5000]) {
      const cutter = createPartCutter('edge', isWhole);
      const parts = [];
      for (let at = 0; at < stream.length; at += size)
        parts.push(...cutter.push(stream.subarray(at, at + size)));
      parts.push(...cutter.end());
      expect(parts.map(({ type, body }) => [type, body.length])).toEqual([
        ['application/xml', crossing.length],
        ['image/jpeg', picture.length],
        ['application/xml', crossing.length],
        ['application/json', 25],
      ]);
    }
  });

  it('hands a whole text part out before the next boundary', () => {
    const cutter = createPartCutter('edge', isWhole);
    expect(cutter.push(part('application/xml', crossing))).toHaveLength(1);
  });

  it('holds no more than its limit', () => {
    const cutter = createPartCutter('edge', isWhole, 1000);
    cutter.push(bytes('--edge\r\n\r\n'));
    for (let n = 0; n < 100; n++) cutter.push(Buffer.alloc(900, 65));
    expect(cutter.heldBytes()).toBeLessThan(2000);
    expect(cutter.push(part('application/xml', crossing))).toHaveLength(1);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (chunks) => {
        const cutter = createPartCutter('-', isWhole, 500);
        for (const chunk of chunks) cutter.push(chunk);
        cutter.end();
      }),
    );
  });
});

it('reads damaged alerts without throwing', () => {
  const whole = bytes(`--edge\r\nContent-Type: application/xml\r\n\r\n${crossing}\r\n--edge--`);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, value, bare) => {
      const damaged = Buffer.from(bare ? crossing : whole);
      damaged[at % damaged.length] = value;
      expect(isapiReader.read(damaged, {}).length).toBeGreaterThan(0);
    }),
  );
});
