import { readByte, readDword, readHex } from './big-endian.ts';

/** One terminal parameter (JT/T 808-2019 table 12), its value as it came. */
export type Parameter = { id: number; hex: string };

/** Count BYTE, then id DWORD, length BYTE and value each. Null when fewer follow than announced. */
export function readParameters(bytes: Uint8Array, from: number): Parameter[] | null {
  if (from >= bytes.length) return null;
  const count = readByte(bytes, from);
  const parameters: Parameter[] = [];
  let at = from + 1;
  for (let index = 0; index < count; index += 1) {
    if (at + 5 > bytes.length) return null;
    const end = at + 5 + readByte(bytes, at + 4);
    if (end > bytes.length) return null;
    parameters.push({ id: readDword(bytes, at), hex: readHex(bytes, at + 5, end) });
    at = end;
  }
  return parameters;
}
