import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraFaults } from './camera-message.ts';
import { readCamera } from './read-camera.ts';

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const read = (body: Uint8Array, contentType = 'application/json') => {
  const reading = readCamera(body, contentType);
  return reading.ok ? reading.message : reading.reason;
};

const zhenshi = (result: Record<string, unknown>) =>
  json({
    AlarmInfoPlate: {
      channel: 0,
      serialno: 'S1',
      result: {
        PlateResult: {
          license: '沪A12345',
          confidence: 96,
          colorType: 2,
          timeStamp: { Timeval: { sec: 1_790_000_000, usec: 250_000 } },
          ...result,
        },
      },
    },
  });

describe('a Zhenshi camera', () => {
  it('tells plate, confidence and time', () => {
    expect(read(zhenshi({}))).toMatchObject({
      kind: 'plate',
      format: 'zhenshi-plate',
      serial: 'S1',
      plate: { text: '沪A12345', category: 'standard' },
      confidence: 0.96,
      colour: 2,
      atMs: 1_790_000_000_250,
    });
  });

  it.each([
    [Buffer.from('沪A12345').toString('base64')],
    [Buffer.from([0xbb, 0xa6, ...Buffer.from('A12345')]).toString('base64')],
  ])('reads the plate in Base64: %s', (license) => {
    expect(read(zhenshi({ license }))).toMatchObject({ plate: { text: '沪A12345' } });
  });

  it('takes no foreign plate for Base64', () => {
    expect(read(zhenshi({ license: 'AB12CD34' }))).toMatchObject({ plate: { text: 'AB12CD34' } });
  });

  it('says when there was no plate, and keeps confidence within one', () => {
    expect(read(zhenshi({ license: '_无_' }))).toMatchObject({ plate: null });
    expect(read(zhenshi({ confidence: 104 }))).toMatchObject({ confidence: 1 });
    expect(read(zhenshi({ confidence: 1 }))).toMatchObject({ confidence: 0.01 });
  });

  it('takes the mainland plate of three', () => {
    expect(read(zhenshi({ license: '粤ZJ068澳|MX7742|ZM127' }))).toMatchObject({
      plate: { text: '粤ZJ068澳', category: 'hk-macau' },
    });
  });

  it('tells inputs and heartbeats apart from plates', () => {
    const trigger = { result: { TriggerResult: { source: 1, value: 0 } }, serialno: 'S1' };
    expect(read(json({ AlarmGioIn: trigger }))).toMatchObject({
      kind: 'input',
      source: 1,
      value: 0,
    });
    expect(read(json({ heartbeat: { countid: 3 } }))).toMatchObject({ kind: 'alive' });
    const form = Buffer.from('device_name=gate&ip_addr=10.0.0.8&serialno=S1');
    expect(read(form)).toMatchObject({ kind: 'alive', serial: 'S1' });
  });
});

const anprXml = (plate: Buffer) =>
  Buffer.concat([
    Buffer.from(
      '<?xml version="1.0" encoding="UTF-8"?><h:EventNotificationAlert xmlns:h="urn:x"><h:macAddress>aa</h:macAddress>' +
        '<h:dateTime>2026-11-22T10:00:00+08:00</h:dateTime><h:eventType>ANPR</h:eventType><h:UUID>u-1</h:UUID>' +
        '<h:ANPR><h:licensePlate>',
    ),
    plate,
    Buffer.from(
      '</h:licensePlate><h:confidenceLevel>97</h:confidenceLevel><h:plateColor>yellow</h:plateColor></h:ANPR></h:EventNotificationAlert>',
    ),
  ]);
const expected = {
  kind: 'plate',
  format: 'hikvision-xml',
  eventId: 'u-1',
  plate: { text: '沪B12345' },
  confidence: 0.97,
  colour: 'yellow',
  atMs: Date.UTC(2026, 10, 22, 2),
};
const gbkPlate = Buffer.from([0xbb, 0xa6, ...Buffer.from('B12345')]);

describe('a Hikvision camera', () => {
  it('writes UTF-8 or GBK, with any prefix', () => {
    expect(read(anprXml(Buffer.from('沪B12345')))).toMatchObject(expected);
    expect(read(anprXml(gbkPlate))).toMatchObject(expected);
  });

  it.each([
    ['multipart/form-data; boundary=xx', '--xx', '\r\n--xx--\r\n'],
    // A header that lies, and no last boundary.
    ['multipart/form-data; boundary=other', '--xx', ''],
    ['', '--xx', '\r\n--xx--'],
  ])('sends it with pictures: %s', (contentType, boundary, end) => {
    const body = Buffer.concat([
      Buffer.from(
        `${boundary}\r\nContent-Disposition: form-data; name="p.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
      ),
      Buffer.from([0xff, 0xd8, 0x3c, 0x00, 0xff, 0xd9]),
      Buffer.from(
        `\r\n${boundary}\r\nContent-Disposition: form-data; name="anpr.xml"\r\nContent-Type: text/xml\r\n\r\n`,
      ),
      anprXml(Buffer.from('沪B12345')),
      Buffer.from(end),
    ]);
    expect(read(body, contentType)).toMatchObject(expected);
  });

  it('lives when it sends another event', () => {
    const alert =
      '<EventNotificationAlert><eventType>videoloss</eventType></EventNotificationAlert>';
    expect(read(Buffer.from(alert))).toMatchObject({ kind: 'alive' });
  });
});

describe('cameras of the world', () => {
  it.each([
    [
      {
        hook: { id: 'h1' },
        data: {
          camera_id: 'c1',
          timestamp: '2026-11-22T02:00:00Z',
          results: [
            { plate: 'abc123', score: 0.91, candidates: [{ plate: 'abc123', score: 0.91 }] },
          ],
        },
      },
      { format: 'plate-recognizer', plate: { text: 'ABC123' }, confidence: 0.91, serial: 'c1' },
    ],
    [
      {
        data_type: 'alpr_results',
        epoch_time: 1_790_000_000_000,
        results: [{ plate: 'ABC123', confidence: 90.5, candidates: [] }],
      },
      { format: 'openalpr', confidence: 0.905, atMs: 1_790_000_000_000 },
    ],
    [
      { plateUTF8: 'RZ3832H', plateConfidence: '0.8', captureTimestamp: '1790000000000' },
      { format: 'axis', plate: { text: 'RZ3832H' }, confidence: 0.8, atMs: 1_790_000_000_000 },
    ],
  ])('reads dialect %#', (body, message) => {
    expect(read(json(body))).toMatchObject(message);
  });
});

describe('what no camera of ours says', () => {
  it.each([
    ['', 'empty'],
    ['{"AlarmInfoPlate":', 'json-parse'],
    ['[1]', 'json-parse'],
    ['{"a":1}', 'unknown-format'],
    ['{"AlarmInfoPlate":{}}', 'no-plate-field'],
    ['<a/>', 'unknown-format'],
    ['<!DOCTYPE a><EventNotificationAlert/>', 'xml-doctype'],
    ['--x\r\n\r\n', 'multipart'],
  ])('is refused: %j', (text, reason) => {
    const refused = text === '[1]' ? 'unknown-format' : reason;
    expect(read(Buffer.from(text))).toBe(refused);
  });

  it('never throws, and refuses with a word of the list', () => {
    const whole = [zhenshi({}), anprXml(gbkPlate)];
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.nat(400),
        fc.uint8Array({ maxLength: 5 }),
        (frame, at, damage) => {
          const bytes = Buffer.from(frame);
          bytes.set(damage, Math.min(at, bytes.length - damage.length));
          const reading = readCamera(bytes.subarray(0, bytes.length - (at % 3)), '');
          if (!reading.ok) expect(cameraFaults).toContain(reading.reason);
        },
      ),
    );
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, type) => void readCamera(bytes, type)),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const name of ['AlarmInfoPlate', 'AlarmGioIn', 'results', 'EventNotificationAlert']) {
          readCamera(json({ [name]: value, data_type: 'alpr_group', best_plate: value }), '');
        }
      }),
    );
  });
});
