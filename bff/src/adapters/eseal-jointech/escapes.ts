/** Inside text frames `3D15` stands for `(`, `3D14` for `)`, `3D11` for `,` and `3D00` for `=` itself. */
const escapeMark = 0x3d;
const escapeCodes: readonly number[] = [0x15, 0x14, 0x11, 0x00];

/** Null where an escape mark is followed by none of the four codes. */
export function unescapeBytes(bytes: Uint8Array): Uint8Array | null {
  const plain = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    let byte = bytes[at] ?? 0;
    if (byte === escapeMark) {
      at += 1;
      const code = bytes[at];
      if (code === undefined || !escapeCodes.includes(code)) return null;
      byte = escapeMark ^ code;
    }
    plain[length] = byte;
    length += 1;
  }
  return plain.subarray(0, length);
}

/** A field of text; an equals sign that escapes nothing is one. */
export function unescapeText(field: string): string {
  if (!field.includes('=')) return field;
  const bytes = Buffer.from(field, 'latin1');
  return Buffer.from(unescapeBytes(bytes) ?? bytes).toString('latin1');
}
