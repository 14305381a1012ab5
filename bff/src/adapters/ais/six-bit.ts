/** The bits of a message, six to each character of armour (ITU-R M.1371, IEC 61162-1 annex). */
export type Bits = {
  length: number;
  unsigned: (at: number, width: number) => number;
  signed: (at: number, width: number) => number;
  /** Six-bit text up to its first `@`, without the blanks at its end. */
  text: (at: number, width: number) => string;
};

export type ArmouredPart = { payload: string; fillBits: number };

/** Puts the parts of one message together; the fill bits of each are not part of it. */
export function readArmour(parts: readonly ArmouredPart[]): Bits {
  const bits: number[] = [];
  for (const { payload, fillBits } of parts) {
    for (let at = 0; at < payload.length; at += 1) {
      const six = sixOf(payload.charCodeAt(at));
      for (let bit = 5; bit >= 0; bit -= 1) bits.push((six >> bit) & 1);
    }
    bits.length -= Math.min(fillBits, bits.length);
  }
  return bitsOf(bits);
}

/** `0`–`W` are 0–39, `` ` ``–`w` are 40–63. */
function sixOf(code: number): number {
  const value = code - 48;
  return (value > 40 ? value - 8 : value) & 0x3f;
}

/** What lies behind the end reads as zero: some stations leave trailing bits out. */
function bitsOf(bits: readonly number[]): Bits {
  function unsigned(at: number, width: number): number {
    let value = 0;
    for (let bit = at; bit < at + width; bit += 1) value = value * 2 + (bits[bit] ?? 0);
    return value;
  }
  return {
    length: bits.length,
    unsigned,
    signed: (at, width) => {
      const value = unsigned(at, width);
      return value >= 2 ** (width - 1) ? value - 2 ** width : value;
    },
    text: (at, width) => {
      let text = '';
      const end = Math.min(at + width, bits.length);
      for (let place = at; place + 6 <= end; place += 6) {
        const six = unsigned(place, 6);
        if (six === 0) break;
        text += String.fromCharCode(six < 32 ? six + 64 : six);
      }
      return text.trimEnd();
    },
  };
}
