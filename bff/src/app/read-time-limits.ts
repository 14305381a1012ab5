import { TimeLimits } from '@ftz/shared/contract/time-limits.ts';
import { siteTimeLimits } from '@ftz/shared/site/site.ts';
import { readJsonFile } from './read-json-file.ts';

/** Throws, with a sentence, when the file holds no limits: a house without clocks must not start. */
export function readTimeLimits(file: string | null): TimeLimits {
  if (file === null) return siteTimeLimits;
  const remedy = 'leave TIME_LIMITS_FILE empty for those of the site';
  const limits = readJsonFile(file, TimeLimits, remedy);
  if (limits === null) throw new Error(`There is no file ${file} of time limits: ${remedy}.`);
  return limits;
}
