import { readByte } from './big-endian.ts';

const beijingOffsetMs = 8 * 3_600_000;
const notDecimal = 255;

/** The two decimal digits of a byte; `notDecimal`, which no range check lets pass, for hex digits. */
const decimalOf = Uint8Array.from({ length: 256 }, (_, byte) => {
  const [tens, ones] = [byte >> 4, byte & 15];
  return tens > 9 || ones > 9 ? notDecimal : tens * 10 + ones;
});
const readBcd = (bytes: Uint8Array, at: number): number => decimalOf[readByte(bytes, at)] as number;

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The start of a day in milliseconds since 1970 UTC; NaN when the calendar has no such day. */
function startOfDayMs(year: number, month: number, day: number): number {
  if (year > 99 || month < 1 || month > 12) return Number.NaN;
  // Every fourth year of 2000–2099 is a leap year.
  const lastDay = month === 2 && year % 4 === 0 ? 29 : (daysInMonth[month - 1] as number);
  if (day < 1 || day > lastDay) return Number.NaN;
  return Date.UTC(2000 + year, month - 1, day) - beijingOffsetMs;
}

/** Nearly all reports are of one day: its bytes, and when it began. */
const known = { day: -1, startMs: Number.NaN };

/**
 * BCD[6] `YYMMDDhhmmss`, Beijing time (UTC+8, no summer time) → milliseconds since 1970 UTC.
 * NaN when it names no moment (month 13, 31 April, hex digits, all zero): terminals without a fix
 * send such times, and a made-up time would put their report into the wrong order.
 */
export function readBcdTime(bytes: Uint8Array, at: number): number {
  const hour = readBcd(bytes, at + 3);
  const minute = readBcd(bytes, at + 4);
  const second = readBcd(bytes, at + 5);
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const day =
    (readByte(bytes, at) << 16) | (readByte(bytes, at + 1) << 8) | readByte(bytes, at + 2);
  if (day !== known.day) {
    known.day = day;
    const month = readBcd(bytes, at + 1);
    known.startMs = startOfDayMs(readBcd(bytes, at), month, readBcd(bytes, at + 2));
  }
  return known.startMs + (hour * 3600 + minute * 60 + second) * 1000;
}
