import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gb28181Reader } from './gb28181-reader.ts';

const read = (text: string | Uint8Array) => gb28181Reader.read(Buffer.from(text as string), {});

const register = [
  'REGISTER sip:31011500002000000001@3101150000 SIP/2.0',
  'v: SIP/2.0/UDP 10.0.0.9:5060;rport;branch=z9hG4bK1',
  'From: <sip:31011500002000000009@3101150000>;tag=1',
  'To: <sip:31011500002000000009@3101150000>',
  'Call-ID: 1',
  'CSeq: 1 REGISTER',
  'Contact: <sip:31011500002000000009@10.0.0.9:5060>;expires=0',
  'Authorization: Digest username="31011500002000000009", realm="3101150000", response="ab"',
].join('\r\n');
const alarm = (inside: string) =>
  `<?xml version="1.0" encoding="GB2312"?><Notify><CmdType>Alarm</CmdType><SN>3</SN>${inside}</Notify>`;

it('reads a request with compact names, its digest and its farewell', () => {
  expect(read(`${register}\r\nContent-Length: 0\r\n\r\n`)).toMatchObject([
    {
      ok: true,
      kind: 'REGISTER',
      fields: {
        fromUser: '31011500002000000009',
        expiresS: 0,
        digest: { realm: '3101150000', response: 'ab' },
        headers: { via: 'SIP/2.0/UDP 10.0.0.9:5060;rport;branch=z9hG4bK1' },
        headerComplete: true,
      },
    },
  ]);
});

it('cuts glued messages by their length', () => {
  const body = alarm('<DeviceID>1</DeviceID>');
  const message = `MESSAGE sip:1@2 SIP/2.0\r\nl: ${body.length}\r\n\r\n${body}`;
  const readings = read(`${message}${message}\r\n\r\n${register}\r\n`);
  expect(readings.map((reading) => reading.ok && reading.kind)).toEqual([
    'MESSAGE',
    'MESSAGE',
    'REGISTER',
  ]);
  expect(readings[0]).toMatchObject({ fields: { document: { CmdType: 'Alarm' } } });
  expect(readings[2]).toMatchObject({ fields: { headerComplete: false } });
});

it('reads a document; the type inside Info overrides', () => {
  const inside = '<AlarmMethod>5</AlarmMethod><AlarmType>1</AlarmType>';
  const read1 = read(alarm(`${inside}<Info><AlarmType>6</AlarmType></Info>`));
  expect(read1).toMatchObject([{ kind: 'Alarm', fields: { alarmType: '6', root: 'Notify' } }]);
  expect(read(alarm(inside))).toMatchObject([{ fields: { alarmType: '1' } }]);
});

it.each([
  ['<!DOCTYPE a><Notify/>', 'xml-doctype'],
  ['<Other/>', 'not-manscdp'],
  ['<Notify/>', 'no-command'],
  ['GET / HTTP/1.1\r\n\r\n', 'not-sip'],
  [`${register}\r\nContent-Length: many\r\n\r\n`, 'bad-content-length'],
  [`${register}\r\nContent-Length: 999999\r\n\r\n`, 'bad-content-length'],
  [`${register}\r\n${'X: 1\r\n'.repeat(90)}\r\n`, 'too-many-headers'],
  [`${register}\r\nX: ${'a'.repeat(9000)}\r\n\r\n`, 'too-long'],
])('refuses %#', (text, reason) => {
  expect(read(text)).toMatchObject([{ ok: false, reason }]);
});

it('never throws', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(register, '\r\n', '\r\n\r\n', 'Content-Length: 4', '<Notify>', alarm('')),
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (parts) => void read(parts.join(''))));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void read(bytes)));
});
