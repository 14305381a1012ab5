import { readDigits, readMoment } from './bcd.ts';

/** Where and when a lock says it was. `atMs` is null where its clock names no moment. */
export type Fix = {
  atMs: number | null;
  latDeg: number;
  lonDeg: number;
  fixValid: boolean;
  /** One byte, as sent: knots in the manual of the JT701D, decimal digits in older models. */
  speedRaw: number;
  headingDeg: number;
};

/** Date 3, time 3, latitude 4, longitude 4½ and a nibble of flags, speed 1, direction 1. */
export const fixBytes = 17;

/** Reads a fix at `at`; null when a digit is none or the bytes end. */
export function readFix(bytes: Uint8Array, at: number): Fix | null {
  const place = readPlace(bytes, at);
  const speedRaw = bytes[at + 15];
  const halfHeading = bytes[at + 16];
  if (place === null || speedRaw === undefined || halfHeading === undefined) return null;
  return { ...place, speedRaw, headingDeg: halfHeading * 2 };
}

/** The first 15 bytes of a fix, which every Jointech form shares. */
export function readPlace(
  bytes: Uint8Array,
  at: number,
): Omit<Fix, 'speedRaw' | 'headingDeg'> | null {
  const nibble = at * 2;
  const date = readDigits(bytes, nibble, 6);
  const time = readDigits(bytes, nibble + 6, 6);
  const lat = readDigits(bytes, nibble + 12, 8);
  const lon = readDigits(bytes, nibble + 20, 9);
  const last = bytes[at + 14];
  if (date === null || time === null || lat === null || lon === null || last === undefined) {
    return null;
  }
  const flags = last & 0x0f;
  return {
    atMs: readMoment(date, time),
    latDeg: degreesOf(lat.slice(0, 2), lat.slice(2)) * (flags & 2 ? 1 : -1),
    lonDeg: degreesOf(lon.slice(0, 3), lon.slice(3)) * (flags & 4 ? 1 : -1),
    fixValid: (flags & 1) !== 0,
  };
}

/** `minutes` is `MMmmmm`, ten-thousandths of a minute. */
function degreesOf(degrees: string, minutes: string): number {
  return Number(degrees) + Number(minutes) / 600_000;
}

/** What a fix is worth on a map: one that is claimed, and is a place on Earth. */
export function pointOf({
  fixValid,
  latDeg,
  lonDeg,
}: Pick<Fix, 'fixValid' | 'latDeg' | 'lonDeg'>): [lon: number, lat: number] | null {
  const onEarth = Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 180;
  return fixValid && onEarth ? [lonDeg, latDeg] : null;
}
