/** Two-byte codes of GBK: lead 81–FE, trail 40–FE. */
const leads = { least: 0x81, most: 0xfe } as const;
const trails = { least: 0x40, most: 0xfe } as const;

let codeOf: Map<string, number> | null = null;

/** The platform only decodes GBK; decoding all of its 24,000 codes once turns that round. */
function codes(): Map<string, number> {
  if (codeOf !== null) return codeOf;
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, number>();
  for (let lead = leads.least; lead <= leads.most; lead += 1) {
    for (let trail = trails.least; trail <= trails.most; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const isOne = [...text].length === 1 && text !== '\ufffd';
      if (isOne && !table.has(text)) table.set(text, (lead << 8) | trail);
    }
  }
  codeOf = table;
  return table;
}

const unknown = '?'.charCodeAt(0);

/** Text for a terminal's display. A character that GBK does not have becomes a question mark. */
export function toGbk(text: string): number[] {
  return [...text].flatMap((character) => {
    const point = character.codePointAt(0) as number;
    if (point < 0x80) return [point];
    const code = codes().get(character);
    return code === undefined ? [unknown] : [code >> 8, code & 0xff];
  });
}
