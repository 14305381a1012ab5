import type { MessageFields } from './xml-message.ts';

/** The values of a message that stand at one of these paths, in that order; never empty texts. */
export const valuesAt = (fields: MessageFields, ...paths: string[]): string[] =>
  paths
    .flatMap((path) => (Object.hasOwn(fields, path) ? (fields[path] ?? []) : []))
    .filter(Boolean);

/** The first of them. */
export const valueAt = (fields: MessageFields, ...paths: string[]): string | null =>
  valuesAt(fields, ...paths)[0] ?? null;

/** What a lane calls a reading of its own: any printable text without blanks. */
export const isName = (text: string | null): text is string =>
  text !== null && /^[\x21-\x7e]{1,60}$/.test(text);

const shanghaiMs = 8 * 3_600_000;

/** `YYYYMMDDhhmmss` and up to three digits of milliseconds, local time of the zone. Null: no moment. */
export function momentOf(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{0,3})$/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59)
    return null;
  const ms = Number((match[7] ?? '').padEnd(3, '0'));
  const atMs = Date.UTC(year, month - 1, day, hour, minute, second, ms) - shanghaiMs;
  return atMs >= 0 ? atMs : null;
}
