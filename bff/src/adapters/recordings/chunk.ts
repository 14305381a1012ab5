import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A minute of one camera: its segments one behind the other, and a row for each in a file beside it. `base` is the
 * path of both without their endings, `startsAtMs` the start of its first segment.
 */
export type Chunk = { base: string; startsAtMs: number };

export const chunkMs = 60_000;
export const mediaFile = (base: string) => `${base}.m4s`;
export const rowsFile = (base: string) => `${base}.rows`;

/** A clock that was set back may come to the same millisecond twice. */
export function freeName(folder: string, startsAtMs: number): Chunk {
  const base = join(folder, String(startsAtMs));
  return existsSync(mediaFile(base)) ? freeName(folder, startsAtMs + 1) : { base, startsAtMs };
}
