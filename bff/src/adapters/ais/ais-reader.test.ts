import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsOfFields, checked, positionBits, sentencesOf, voyageBits } from './ais.fixture.ts';
import { aisReader } from './ais-reader.ts';

const read = (text: string) => aisReader.read(Buffer.from(text, 'latin1'), {});
const first = (text: string) => read(text)[0];
const position = sentencesOf(positionBits(413_000_001, 122.06, 30.63)).join('\r\n');
const voyage = sentencesOf(voyageBits(413_000_001, 'EVER CALM'));

describe('AIS messages', () => {
  it('reads a position', () => {
    expect(first(position)).toMatchObject({
      ok: true,
      at: 0,
      kind: 'position',
      fields: { type: 1, mmsi: 413_000_001, turnRaw: -5, speedKn: 12.3, courseDeg: 123.4 },
    });
    const reading = first(position);
    const { lonDeg, latDeg } = (reading?.ok && reading.fields) || {};
    expect(lonDeg).toBeCloseTo(122.06, 6);
    expect(latDeg).toBeCloseTo(30.63, 6);
  });

  it('reads the western and southern halves of the world', () => {
    const reading = first(sentencesOf(positionBits(1, -70.5, -33.25)).join(''));
    expect(reading).toMatchObject({ fields: { lonDeg: -70.5, latDeg: -33.25 } });
  });

  it('joins a message of two sentences, in either order, with others in between', () => {
    expect(voyage).toHaveLength(2);
    const [one = '', two = ''] = voyage;
    const wanted = { name: 'EVER CALM', destination: 'YANGSHAN', imo: 9_123_456, draughtM: 12.5 };
    expect(first([one, position, two].join('\n'))).toMatchObject({ ok: true, fields: wanted });
    expect(first([two, one].join('\n'))).toMatchObject({ ok: true, fields: wanted });
  });

  it('says which part never came', () => {
    expect(read(voyage[0] ?? '')).toEqual([
      { at: 0, length: voyage[0]?.length, ok: false, reason: 'missing-fragment' },
    ]);
  });

  it('does not mix two messages that share a group on two channels', () => {
    const other = sentencesOf(voyageBits(2, 'OTHER'), '3', 'B');
    const mixed = [voyage[0], other[0], other[1], voyage[1]].join('\n');
    const names = read(mixed).map((reading) => reading.ok && reading.fields.name);
    expect(names).toEqual(['EVER CALM', 'OTHER']);
  });

  it('reads a tag block, and what a receiver writes behind the checksum', () => {
    const tagged = `\\${checked('s:YSP-AIS1,c:1795000000')}\\${position},r003669961,1120959341`;
    expect(first(tagged)).toMatchObject({
      ok: true,
      fields: { tag: { source: 'YSP-AIS1', atMs: 1_795_000_000_000 } },
    });
    expect(first(`\\s:x*00\\${position}`)).toMatchObject({
      ok: true,
      fields: { mmsi: 413_000_001 },
    });
  });

  it('reads the two halves of a class B boat, and the boat of a ship', () => {
    const half = (mmsi: number, part: number, rest: Parameters<typeof bitsOfFields>[0]) =>
      first(sentencesOf(bitsOfFields([[24, 6], [0, 2], [mmsi, 30], [part, 2], ...rest])).join(''));
    expect(
      half(5, 0, [
        ['SEA FOX', 120],
        [0, 8],
      ]),
    ).toMatchObject({
      kind: 'static-name',
      fields: { name: 'SEA FOX' },
    });
    const ship = [
      ['SRT', 18],
      [1, 4],
      [77, 20],
      ['BX12', 42],
    ] as Parameters<typeof bitsOfFields>[0];
    expect(half(5, 1, [[36, 8], ...ship, [5, 9], [6, 9], [1, 6], [2, 6], [0, 6]])).toMatchObject({
      fields: { callsign: 'BX12', shipType: 36, toBowM: 5, toStarboardM: 2 },
    });
    expect(half(981_234_567, 1, [[36, 8], ...ship, [413_000_001, 30], [0, 6]])).toMatchObject({
      kind: 'static-boat',
      fields: { motherMmsi: 413_000_001 },
    });
  });
});

describe('what is refused', () => {
  it.each([
    [position.replace(',A,1', ',A,2'), 'bad-checksum'],
    [position.slice(0, position.indexOf('*')), 'no-checksum'],
    [`!${checked('AIVDM,1,1,,A,1Y~,0')}`, 'bad-armour'],
    [`!${checked('AIVDM,1,2,,A,15,0')}`, 'malformed'],
    [`!${checked('AIVDM,1,1,,A,15,9')}`, 'malformed'],
    [`!${checked('AIVDM,1,1,,A,15,0')}`, 'too-short'],
    [`!${checked('AIVDM,1,1,,A,tttttttttttttttttttttttttttt,0')}`, 'unknown-type'],
    [`$${checked('GPRMC,1')}`, 'other-sentence'],
    ['hello', 'no-checksum'],
    [`!${'A'.repeat(600)}`, 'too-long'],
  ])('%j', (line, reason) => {
    expect(first(line)).toMatchObject({ ok: false, reason });
  });
});

it('never throws, whatever the bytes', () => {
  const letters = fc.constantFrom(...`!$\\*,;\r\nAIVDMO0123456789w\``, position, voyage[0] ?? '');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void aisReader.read(bytes, {})),
  );
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 40 }), (parts) => void read(parts.join(''))),
  );
  const payload = fc.string({ unit: fc.constantFrom(...'0159@Wcpw`HB'), maxLength: 90 });
  fc.assert(
    fc.property(payload, fc.integer({ min: 0, max: 5 }), (text, fill) => {
      const readings = read(`!${checked(`AIVDM,1,1,,A,${text},${fill}`)}`);
      expect(readings).toHaveLength(1);
    }),
  );
});
