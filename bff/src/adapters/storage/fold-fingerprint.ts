import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const rooms = ['state', 'contract'];
const isOfTheFold = (file: string): boolean => /^(?!.*\.(test|fixture)\.ts$).*\.ts$/.test(file);

/**
 * Names the code of the fold by its sources, so that what other code folded is not believed. Read at
 * the start: the files of a running program may be replaced under it.
 */
export function foldFingerprint(): string {
  const hash = createHash('sha256');
  for (const room of rooms) {
    const file = import.meta.resolve(`@ftz/shared/${room}/situation.ts`);
    const folder = new URL('.', file);
    for (const name of readdirSync(folder).filter(isOfTheFold).sort()) {
      hash.update(`${room}/${name}\n`).update(readFileSync(new URL(name, folder)));
    }
  }
  return hash.digest('hex');
}
