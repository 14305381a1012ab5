import { existsSync, readFileSync } from 'node:fs';
import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/value';

/** A file of DATA_DIR that does not hold what was written. The message names it and says what to do. */
class DamagedFileError extends Error {
  override name = 'DamagedFileError';
  readonly code = 'damaged-file';
}

/**
 * Null when there is no such file. `remedy` completes "Restore it from a backup, or …". Throws
 * `DamagedFileError` for anything that is not JSON of that shape: to guess would be to overwrite it.
 */
export function readJsonFile<T extends TSchema>(
  file: string,
  schema: T,
  remedy: string,
): Static<T> | null {
  if (!existsSync(file)) return null;
  const value = parse(readFileSync(file, 'utf8'));
  if (Check(schema, value)) return value;
  throw new DamagedFileError(
    `The file ${file} is damaged. Restore it from a backup, or ${remedy}.`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
