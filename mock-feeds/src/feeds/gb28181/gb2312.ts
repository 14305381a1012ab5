/** The encoding that the standard prescribes; the platform decodes it, and this turns that round. */
const bytesOf = new Map<string, number[]>();
const decoder = new TextDecoder('gb18030');
for (let high = 0xa1; high <= 0xf7; high += 1) {
  for (let low = 0xa1; low <= 0xfe; low += 1) {
    bytesOf.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
}

/** ASCII and the characters of GB 2312; `?` for any other. */
export function encodeGb2312(text: string): Uint8Array<ArrayBuffer> {
  const bytes = [...text].flatMap((letter) => {
    const code = letter.charCodeAt(0);
    return code < 0x80 ? [code] : (bytesOf.get(letter) ?? [0x3f]);
  });
  return Uint8Array.from(bytes);
}
