import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from './write-atomically.ts';

/** A small text of DATA_DIR that survives a power cut: the old one or the new one, never a part. */
export function keptFile(dataDir: string, name: string) {
  const file = join(dataDir, name);
  return {
    read: (): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null),
    write: (text: string): void => writeAtomically(file, text),
  };
}
