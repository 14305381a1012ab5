import { join } from 'node:path';
import { Type } from 'typebox';
import { readJsonFile } from './read-json-file.ts';
import { writeAtomically } from './write-atomically.ts';

const Start = Type.Object({
  startedAtMs: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
});
const remedy =
  'delete it: the simulated world then begins anew, and journeys of the old one stay unfinished';

/**
 * When the simulated world of this DATA_DIR began. Kept beside the log, because a world that began
 * anew at each start would leave the log with journeys that no truck is on any more. Throws
 * `damaged-file`.
 */
export function simulationStartMs(dataDir: string, nowMs: number): number {
  const file = join(dataDir, 'simulation-start.json');
  const known = readJsonFile(file, Start, remedy);
  if (known) return known.startedAtMs;
  writeAtomically(file, JSON.stringify({ startedAtMs: nowMs }));
  return nowMs;
}
