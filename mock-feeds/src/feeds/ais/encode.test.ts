import { expect, it } from 'vitest';
import { encodePosition, encodeSmallCraftName, encodeVoyage, sentencesOf } from './encode.ts';

const place = {
  mmsi: 413_000_001,
  lonDeg: 122.06,
  latDeg: 30.63,
  speedKn: 12.3,
  courseDeg: 88.5,
  navStatus: 0,
  second: 17,
};
const heard = { group: 3, channel: 'A', tag: { source: 'R1', atMs: 1_795_000_000_000 } } as const;

it('writes a position of 168 bits in one sentence', () => {
  const bits = encodePosition(place);
  expect(bits).toHaveLength(168);
  expect(Number.parseInt(bits.slice(8, 38), 2)).toBe(413_000_001);
  expect(Number.parseInt(bits.slice(61, 89), 2)).toBe(122.06 * 600_000);
  const [line = '', ...more] = sentencesOf(bits, heard);
  expect(more).toEqual([]);
  expect(line).toMatch(
    /^\\s:R1,c:1795000000\*[0-9A-F]{2}\\!AIVDM,1,1,,A,[0-W`-w]{28},0\*[0-9A-F]{2}\r\n$/,
  );
});

it('writes who a ship is in two sentences that fit on a line', () => {
  const bits = encodeVoyage({
    ...place,
    name: 'Ever Calm',
    callsign: 'BABC',
    imo: 9_123_456,
    shipType: 71,
    destination: 'Yangshan',
    draughtM: 12.5,
    lengthM: 300,
    beamM: 45,
  });
  expect(bits).toHaveLength(424);
  const lines = sentencesOf(bits, heard);
  expect(lines.map((line) => /!AIVDM,(\d,\d,\d)/.exec(line)?.[1])).toEqual(['2,1,3', '2,2,3']);
  for (const line of lines) expect(line.slice(line.indexOf('!')).length).toBeLessThanOrEqual(82);
  expect(encodeSmallCraftName({ mmsi: 1, name: 'A' })).toHaveLength(168);
});
