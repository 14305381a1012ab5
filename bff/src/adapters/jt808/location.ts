import { readBcdTime } from './bcd-time.ts';
import { readByte, readDword, readWord } from './big-endian.ts';
import { type LocationItems, readLocationItems } from './location-items.ts';

/** JT/T 808-2019 table 23: the 28 bytes every report begins with. */
export const locationBaseBytes = 28;

/** A report as sent: WGS-84 by the standard, and nothing in the frame says when it is not. */
export type Location = {
  alarmBits: number;
  statusBits: number;
  /** Degrees, south and west negative; may lie outside the Earth, see `hasUsableFix`. */
  latDeg: number;
  lonDeg: number;
  altitudeM: number;
  speedKph: number;
  /** 0 is north, clockwise. */
  headingDeg: number;
  /** Null when the six bytes name no moment. */
  atMs: number | null;
  items: LocationItems;
};

const fixValidBit = 1 << 1;
const southBit = 1 << 2;
const westBit = 1 << 3;
const scrambledBit = 1 << 5;

const signed = (magnitude: number, negative: boolean): number =>
  negative && magnitude !== 0 ? -magnitude : magnitude;

/** Reads one report; null when it is shorter than its fixed part. */
export function readLocation(bytes: Uint8Array): Location | null {
  if (bytes.length < locationBaseBytes) return null;
  const statusBits = readDword(bytes, 4);
  return {
    alarmBits: readDword(bytes, 0),
    statusBits,
    latDeg: signed(readDword(bytes, 8) / 1e6, (statusBits & southBit) !== 0),
    lonDeg: signed(readDword(bytes, 12) / 1e6, (statusBits & westBit) !== 0),
    // The standard says WORD; terminals below sea level send it as a signed one.
    altitudeM: (readWord(bytes, 16) << 16) >> 16,
    speedKph: readWord(bytes, 18) / 10,
    headingDeg: readWord(bytes, 20),
    atMs: readBcdTime(bytes, 22),
    items: readLocationItems(bytes, locationBaseBytes),
  };
}

/**
 * Whether the place may be shown: the terminal has a fix, the place is on Earth, and the coordinates
 * are not scrambled (status bit 5: a plug-in that we do not have would have to undo that).
 */
export function hasUsableFix(location: Location): boolean {
  const { statusBits, latDeg, lonDeg } = location;
  if ((statusBits & fixValidBit) === 0 || (statusBits & scrambledBit) !== 0) return false;
  return Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 180;
}

/**
 * Body of 0x0704: count WORD, type BYTE (1 = back-fill), then length WORD and a report each.
 * Null when one of them is cut off or too short: acknowledging the rest would lose it for good.
 */
export function readLocationBatch(
  bytes: Uint8Array,
): { backfill: boolean; locations: Location[] } | null {
  if (bytes.length < 3) return null;
  const count = readWord(bytes, 0);
  const locations: Location[] = [];
  let at = 3;
  for (let index = 0; index < count; index += 1) {
    if (at + 2 > bytes.length) return null;
    const end = at + 2 + readWord(bytes, at);
    if (end > bytes.length) return null;
    const location = readLocation(bytes.subarray(at + 2, end));
    if (location === null) return null;
    locations.push(location);
    at = end;
  }
  return { backfill: readByte(bytes, 2) === 1, locations };
}
