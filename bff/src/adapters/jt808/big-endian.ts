/**
 * Numbers and hex straight from the bytes. Plain arithmetic instead of `DataView` or `Buffer`: a
 * gateway reads millions of these, and a view per frame costs more than the reading. The caller has
 * checked the length; past the end these return nonsense, never an exception.
 */
export const readByte = (bytes: Uint8Array, at: number): number => bytes[at] as number;

/** WORD, 0–65535. */
export const readWord = (bytes: Uint8Array, at: number): number =>
  (readByte(bytes, at) << 8) | readByte(bytes, at + 1);

/** DWORD, unsigned: `>>> 0` because shifts of JavaScript are signed. */
export const readDword = (bytes: Uint8Array, at: number): number =>
  ((readWord(bytes, at) << 16) | readWord(bytes, at + 2)) >>> 0;

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hex of `bytes[from, to)`. */
export function readHex(bytes: Uint8Array, from: number, to: number): string {
  let hex = '';
  for (let at = from; at < to; at += 1) hex += hexOfByte[readByte(bytes, at)];
  return hex;
}
