// GB18030 contains GBK, which the standard names, and knows the characters that GBK lacks.
const decoder = new TextDecoder('gb18030');

/** Text of the wire (JT/T 808-2019 clause 4.2: GBK). Fixed fields are padded with NUL: cut off. */
export function readText(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return decoder.decode(bytes.subarray(0, end));
}
