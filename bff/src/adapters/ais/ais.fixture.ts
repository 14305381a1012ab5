/** Bits and sentences of our own, for tests: written after ITU-R M.1371-5, not read from anywhere. */
export type BitField = [value: number | string, width: number];

/** A negative number goes in as its two's complement, a text as six-bit characters. */
export function bitsOfFields(fields: readonly BitField[]): string {
  return fields
    .map(([value, width]) => {
      if (typeof value === 'string') return textBits(value, width);
      const wrapped = value < 0 ? 2 ** width + value : value;
      return wrapped.toString(2).padStart(width, '0');
    })
    .join('');
}

function textBits(text: string, width: number): string {
  const sixes = [...text.padEnd(width / 6, '@')].map((letter) => letter.charCodeAt(0) & 0x3f);
  return sixes.map((six) => six.toString(2).padStart(6, '0')).join('');
}

export function armourOf(bits: string): { payload: string; fill: number } {
  const fill = (6 - (bits.length % 6)) % 6;
  const sixes = (bits + '0'.repeat(fill)).match(/.{6}/g) ?? [];
  const payload = sixes.map((six) => {
    const value = Number.parseInt(six, 2);
    return String.fromCharCode(value < 40 ? value + 48 : value + 56);
  });
  return { payload: payload.join(''), fill };
}

export function checked(body: string): string {
  const sum = [...body].reduce((xor, letter) => xor ^ letter.charCodeAt(0), 0);
  return `${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** One sentence for short messages, as many as it takes for long ones. */
export function sentencesOf(bits: string, group = '3', channel = 'A'): string[] {
  const { payload, fill } = armourOf(bits);
  const parts = payload.match(/.{1,59}/g) ?? [];
  return parts.map((part, at) => {
    const last = at === parts.length - 1;
    const name = parts.length > 1 ? group : '';
    const body = `AIVDM,${parts.length},${at + 1},${name},${channel},${part},${last ? fill : 0}`;
    return `!${checked(body)}`;
  });
}

export const positionBits = (mmsi: number, lonDeg: number, latDeg: number, speedKn = 12.3) =>
  bitsOfFields([
    [1, 6],
    [0, 2],
    [mmsi, 30],
    [0, 4],
    [-5, 8],
    [Math.round(speedKn * 10), 10],
    [1, 1],
    [Math.round(lonDeg * 600_000), 28],
    [Math.round(latDeg * 600_000), 27],
    [1234, 12],
    [121, 9],
    [17, 6],
    [0, 25],
  ]);

export const voyageBits = (mmsi: number, name: string, destination = 'YANGSHAN') =>
  bitsOfFields([
    [5, 6],
    [0, 2],
    [mmsi, 30],
    [0, 2],
    [9_123_456, 30],
    ['BABC', 42],
    [name, 120],
    [71, 8],
    [200, 9],
    [100, 9],
    [20, 6],
    [25, 6],
    [1, 4],
    [11, 4],
    [30, 5],
    [8, 5],
    [30, 6],
    [125, 8],
    [destination, 120],
    [0, 2],
  ]);
