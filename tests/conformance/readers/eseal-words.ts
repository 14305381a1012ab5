import type { Fields } from '#conformance/corpus-row.ts';

// The corpus's words for what seals say; the decoders have words of their own.

export const hex = (value: unknown, digits: number): string =>
  `0x${Number(value).toString(16).padStart(digits, '0')}`;

export const timeOf = (atMs: unknown): string | null =>
  typeof atMs === 'number' ? new Date(atMs).toISOString().replace('.000Z', 'Z') : null;

/** Of a fix of any form. */
export function placeWords(fix: Fields): Fields {
  return {
    time_utc: timeOf(fix.atMs),
    lat_deg: fix.latDeg,
    lon_deg: fix.lonDeg,
    fix_valid: fix.fixValid,
    direction_deg: fix.headingDeg,
  };
}

/** The speed byte, as its two digits. */
export const speedDigits = (fix: Fields): string =>
  Number(fix.speedRaw).toString(16).padStart(2, '0');
