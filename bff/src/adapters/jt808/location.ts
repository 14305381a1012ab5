import { readBcdTime } from './bcd-time.ts';
import { readByte, readDword, readWord } from './big-endian.ts';
import { type LocationItems, readLocationItems } from './location-items.ts';

/** JT/T 808-2019 table 23: the 28 bytes every report begins with. */
export const locationBaseBytes = 28;

/** A report as sent: WGS-84 by the standard, and nothing in the frame says when it is not. */
export type Fix = {
  alarmBits: number;
  statusBits: number;
  /** Degrees, south and west negative; may lie outside the Earth, see `hasUsableFix`. */
  latDeg: number;
  lonDeg: number;
  altitudeM: number;
  speedKph: number;
  /** 0 is north, clockwise. */
  headingDeg: number;
  /** NaN when the six bytes name no moment. */
  atMs: number;
};

export type Location = Fix & { items: LocationItems };

/** A record to read into, again and again. */
export const blankFix = (): Fix => ({
  alarmBits: 0,
  statusBits: 0,
  latDeg: 0,
  lonDeg: 0,
  altitudeM: 0,
  speedKph: 0,
  headingDeg: 0,
  atMs: Number.NaN,
});

const fixValidBit = 1 << 1;
const southBit = 1 << 2;
const westBit = 1 << 3;
const scrambledBit = 1 << 5;

const signed = (magnitude: number, negative: boolean): number =>
  negative && magnitude !== 0 ? -magnitude : magnitude;

/** Reads the fixed part at `at`; the caller has checked that its 28 bytes are there. */
export function readFix(bytes: Uint8Array, at: number, into: Fix): void {
  const statusBits = readDword(bytes, at + 4);
  into.alarmBits = readDword(bytes, at);
  into.statusBits = statusBits;
  into.latDeg = signed(readDword(bytes, at + 8) / 1e6, (statusBits & southBit) !== 0);
  into.lonDeg = signed(readDword(bytes, at + 12) / 1e6, (statusBits & westBit) !== 0);
  // The standard says WORD; terminals below sea level send it as a signed one.
  into.altitudeM = (readWord(bytes, at + 16) << 16) >> 16;
  into.speedKph = readWord(bytes, at + 18) / 10;
  into.headingDeg = readWord(bytes, at + 20);
  into.atMs = readBcdTime(bytes, at + 22);
}

/** Reads one report with everything that is attached to it; null when it is shorter than its fixed part. */
export function readLocation(bytes: Uint8Array): Location | null {
  if (bytes.length < locationBaseBytes) return null;
  const fix = blankFix();
  readFix(bytes, 0, fix);
  return { ...fix, items: readLocationItems(bytes, locationBaseBytes) };
}

/**
 * Whether the place may be shown: the terminal has a fix, the place is on Earth, and the coordinates
 * are not scrambled (status bit 5: a plug-in that we do not have would have to undo that).
 */
export function hasUsableFix({ statusBits, latDeg, lonDeg }: Fix): boolean {
  if ((statusBits & fixValidBit) === 0 || (statusBits & scrambledBit) !== 0) return false;
  return Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 180;
}

/**
 * Body of 0x0704 in `bytes[from, to)`: count WORD, type BYTE (1 = back-fill), then length WORD and a
 * report each, which `read` opens where it lies. Null when one of them is cut off or too short:
 * acknowledging the rest would lose it for good.
 */
export function readBatch<Report>(
  bytes: Uint8Array,
  from: number,
  to: number,
  read: (at: number, end: number) => Report,
): { type: number; backfill: boolean; reports: Report[] } | null {
  if (to - from < 3) return null;
  const count = readWord(bytes, from);
  const reports: Report[] = [];
  let at = from + 3;
  for (let index = 0; index < count; index += 1) {
    if (at + 2 > to) return null;
    const length = readWord(bytes, at);
    const end = at + 2 + length;
    if (end > to || length < locationBaseBytes) return null;
    reports.push(read(at + 2, end));
    at = end;
  }
  const type = readByte(bytes, from + 2);
  return { type, backfill: type === 1, reports };
}

/** A whole body of 0x0704, its reports with everything that is attached to them. */
export function readLocationBatch(
  bytes: Uint8Array,
): { type: number; backfill: boolean; locations: Location[] } | null {
  const open = (at: number, end: number) => readLocation(bytes.subarray(at, end)) as Location;
  const batch = readBatch(bytes, 0, bytes.length, open);
  if (batch === null) return null;
  const { type, backfill, reports } = batch;
  return { type, backfill, locations: reports };
}

/**
 * Body of 0x0210, of no edition but sent by a maker's terminals: length BYTE and a report each, until
 * the end. Null when one is cut off or too short.
 */
export function readShortBatch(bytes: Uint8Array): Location[] | null {
  const locations: Location[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + readByte(bytes, at);
    const location = end > bytes.length ? null : readLocation(bytes.subarray(at + 1, end));
    if (location === null) return null;
    locations.push(location);
    at = end;
  }
  return locations;
}
