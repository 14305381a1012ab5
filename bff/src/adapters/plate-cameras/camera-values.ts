import { type PlateReading, plateTextOf, readPlate } from '#domain/lanes/plate.ts';

/** What cameras' JSON holds, looked at without trust. */
export type Json = Record<string, unknown>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const recordOf = (value: unknown): Json => (isRecord(value) ? value : {});

const longestText = 120;

export function textFrom(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  return value.trim().slice(0, longestText) || null;
}

export function numberFrom(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Of a camera that counts to 1, or, as some of the same make do, to 100. */
export function confidenceFrom(value: unknown): number | null {
  const number = numberFrom(value);
  if (number === null || number < 0) return null;
  return Math.min(1, number > 1 ? number / 100 : number);
}

/** Of a camera that counts to 100: its 1 is one in a hundred, and no certainty. */
export function percentFrom(value: unknown): number | null {
  const number = numberFrom(value);
  return number === null || number < 0 ? null : Math.min(1, number / 100);
}

/** Three plates of one vehicle (mainland, Macau, Hong Kong) come as one text; the mainland's is first. */
export function plateFrom(value: unknown): PlateReading | null {
  const [first = ''] = (textFrom(value) ?? '').split('|');
  return plateTextOf(first) === null ? null : readPlate(first);
}

const latestMs = 8.64e15;
const withZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)$/i;

/** A time that says its zone; what says none could be anywhere's. */
export function momentFrom(value: unknown): number | null {
  if (typeof value !== 'string' || !withZone.test(value)) return null;
  const atMs = Date.parse(value.replace(/^(\S+) (\d\d:)/, '$1T$2').replace(/\s/g, ''));
  return Number.isFinite(atMs) && atMs >= 0 ? atMs : null;
}

/** Milliseconds since 1970, also as text. */
export function epochMsFrom(value: unknown): number | null {
  const atMs = numberFrom(value);
  return atMs !== null && Number.isInteger(atMs) && atMs >= 0 && atMs <= latestMs ? atMs : null;
}
