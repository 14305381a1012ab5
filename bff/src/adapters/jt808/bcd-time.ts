import { readByte } from './big-endian.ts';

const beijingOffsetMs = 8 * 3_600_000;

/** Two decimal digits of one byte; a nibble above 9 gives NaN, which no range check lets pass. */
function readBcd(bytes: Uint8Array, at: number): number {
  const byte = readByte(bytes, at);
  const tens = byte >> 4;
  const ones = byte & 15;
  return tens > 9 || ones > 9 ? Number.NaN : tens * 10 + ones;
}

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const within = (value: number, low: number, high: number): boolean => value >= low && value <= high;

/**
 * BCD[6] `YYMMDDhhmmss`, Beijing time (UTC+8, no summer time) → milliseconds since 1970 UTC.
 * Null when it names no moment (month 13, 31 April, hex digits, all zero): terminals without a fix
 * send such times, and a made-up time would put their report into the wrong order.
 */
export function readBcdTime(bytes: Uint8Array, at: number): number | null {
  const year = readBcd(bytes, at);
  const month = readBcd(bytes, at + 1);
  const day = readBcd(bytes, at + 2);
  const hour = readBcd(bytes, at + 3);
  const minute = readBcd(bytes, at + 4);
  const second = readBcd(bytes, at + 5);
  const clockHolds = within(hour, 0, 23) && within(minute, 0, 59) && within(second, 0, 59);
  if (!clockHolds || !within(year, 0, 99) || !within(month, 1, 12)) return null;
  // Every fourth year of 2000–2099 is a leap year.
  const lastDay = month === 2 && year % 4 === 0 ? 29 : (daysInMonth[month - 1] as number);
  if (!within(day, 1, lastDay)) return null;
  return Date.UTC(2000 + year, month - 1, day, hour, minute, second) - beijingOffsetMs;
}
