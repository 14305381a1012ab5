/** `count` decimal digits from the nibble at `fromNibble`; null where a nibble is none, or the bytes end. */
export function readDigits(bytes: Uint8Array, fromNibble: number, count: number): string | null {
  let digits = '';
  for (let at = fromNibble; at < fromNibble + count; at += 1) {
    const byte = bytes[at >> 1];
    if (byte === undefined) return null;
    const digit = at % 2 === 0 ? byte >> 4 : byte & 0x0f;
    if (digit > 9) return null;
    digits += digit;
  }
  return digits;
}

/**
 * A moment from `DDMMYY` and `hhmmss`, UTC as Jointech sends it. Null when the calendar has no such
 * moment: a lock that never saw a satellite may count from nothing.
 */
export function readMoment(date: string, time: string): number | null {
  const [day = 0, month = 0, year = 0] = pairsOf(date);
  const [hour = 0, minute = 0, second = 0] = pairsOf(time);
  if (hour > 23 || minute > 59 || second > 59) return null;
  const atMs = Date.UTC(2000 + year, month - 1, day, hour, minute, second);
  const read = new Date(atMs);
  const isDay = read.getUTCMonth() === month - 1 && read.getUTCDate() === day;
  return isDay ? atMs : null;
}

const pairsOf = (digits: string): number[] =>
  [0, 2, 4].map((at) => Number(digits.slice(at, at + 2)));
