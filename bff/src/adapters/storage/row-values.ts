import type { SQLOutputValue } from 'node:sqlite';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { StorageError } from './storage-error.ts';

export type Row = Record<string, SQLOutputValue>;

const damaged = (column: string): StorageError =>
  new StorageError('damaged', `column ${column} does not hold what was written`);

export function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw damaged(column);
  return value;
}

export function optionalTextIn(row: Row, column: string): string | null {
  return row[column] === null ? null : textIn(row, column);
}

export function numberIn(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw damaged(column);
  return value;
}

export function optionalNumberIn(row: Row, column: string): number | null {
  return row[column] === null ? null : numberIn(row, column);
}

export function bytesIn(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw damaged(column);
  return value;
}

/** The one of `known` that the column names: an unknown word is refused, never passed on. */
export function wordIn<T extends string>(row: Row, column: string, known: readonly T[]): T {
  const value = row[column];
  const word = known.find((candidate) => candidate === value);
  if (word === undefined) throw damaged(column);
  return word;
}

/** Words that are kept as a JSON list. One that nobody knows gives no right to anything: refused. */
export function wordsIn<T extends string>(row: Row, column: string, known: readonly T[]): T[] {
  const list: unknown = JSON.parse(textIn(row, column));
  if (!Array.isArray(list)) throw damaged(column);
  return list.map((word) => wordIn({ [column]: word }, column, known));
}

export const areasIn = (row: Row, column: string): AreaId[] => wordsIn(row, column, areaIds);
