import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialects, frameWithImages, gatherFrame, gatherXml } from './frame.fixture.ts';
import { writeFrame } from './frame.ts';
import { laneReader } from './lane-reader.ts';

const readText = (text: string) => laneReader.read(Buffer.from(text), {});
const frame = writeFrame({ ...gatherFrame, dialect: dialects.little });

describe('the reader of lanes', () => {
  it('tells a message by its paths, attributes that touch each other included', () => {
    expect(readText(gatherXml)).toMatchObject([
      {
        ok: true,
        kind: 'GATHER_INFO',
        fields: {
          fields: {
            'attr.CHNL_NO': '2201000101',
            'CONTA.CONTA_ID_F': 'CSQU3054383',
            'CAR.VE_NAME': '沪A12345',
          },
          containerChecks: { 'CONTA.CONTA_ID_F': true },
        },
      },
    ]);
  });

  it('takes a message out of a SOAP call, as elements or as text', () => {
    const inner = '<MANUAL_CHECK><CHECK_RESULT>1</CHECK_RESULT></MANUAL_CHECK>';
    const soap = (body: string) =>
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;
    for (const body of [
      inner,
      `<Send><xml><![CDATA[${inner}]]></xml></Send>`,
      `<Send>${inner}</Send>`,
    ])
      expect(readText(soap(body))).toMatchObject([{ ok: true, kind: 'MANUAL_CHECK' }]);
  });

  it('reads the time of a position as the standard prints it', () => {
    const text = '<CargoSupervision><Body><RTCime>1</RTCTime></Body></CargoSupervision>';
    expect(readText(text)).toMatchObject([
      { ok: true, fields: { fields: { 'Body.RTCime': '1' } } },
    ]);
  });

  it('lists what a message repeats', () => {
    const text = '<D><S><ID>1</ID></S><S><ID>2</ID></S></D>';
    expect(readText(text)).toMatchObject([{ fields: { fields: { 'S.ID': ['1', '2'] } } }]);
  });

  it('reads what bridges publish, and refuses what is no JSON', () => {
    const tData = JSON.stringify({ Cmd: 34, Data: { CHECK_RESULT: '0'.repeat(20) } });
    expect(readText(JSON.stringify({ tType: 'publish', tData }))).toMatchObject([
      { ok: true, fields: { message: { Cmd: 34 }, statusWord: { release: true } } },
    ]);
    for (const text of [`{"tData":"${tData}"}`, '{"tData":"x"}', '{}', '{'])
      expect(readText(text)).toMatchObject([{ ok: false }]);
  });

  it('refuses entities of its own, and words of another length', () => {
    expect(readText('<!DOCTYPE a [<!ENTITY x "y">]><a/>')).toMatchObject([
      { ok: false, reason: 'xml-doctype' },
    ]);
    expect(readText('000')).toMatchObject([{ ok: false, reason: 'status-word-length' }]);
  });

  it('reads frames that follow each other', () => {
    const readings = laneReader.read(Buffer.concat([frame, frame, frame.subarray(0, 9)]), {});
    expect(readings.map(({ ok, at }) => [ok, at])).toEqual([
      [true, 0],
      [true, frame.length],
      [false, 2 * frame.length],
    ]);
  });
});

describe('whatever the bytes', () => {
  const whole = frameWithImages(dialects.big, [{ position: 1, jpeg: Buffer.from('ffff', 'hex') }]);
  const damaged = fc
    .tuple(
      fc.constantFrom(Buffer.from(frame), Buffer.from(whole), Buffer.from(gatherXml)),
      fc.array(fc.tuple(fc.nat(900), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.nat(900),
    )
    .map(([bytes, changes, cut]) => {
      const copy = Buffer.from(bytes);
      for (const [at, value] of changes) copy[at % copy.length] = value;
      return copy.subarray(0, copy.length - (cut % copy.length));
    });

  it('never throws, and accounts for every byte', () => {
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 400 })), (bytes) => {
        const readings = laneReader.read(bytes, {});
        const length = readings.reduce((sum, reading) => sum + reading.length, 0);
        expect(length).toBe(bytes.length);
      }),
      { numRuns: 500 },
    );
  });
});
