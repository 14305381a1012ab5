import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * When the simulated world of this DATA_DIR began. Kept beside the log, because a world that began
 * anew at each start would leave the log with journeys that no truck is on any more.
 */
export function simulationStartMs(dataDir: string, nowMs: number): number {
  const file = join(dataDir, 'simulation-start.json');
  if (existsSync(file)) {
    const { startedAtMs } = JSON.parse(readFileSync(file, 'utf8'));
    if (Number.isSafeInteger(startedAtMs)) return startedAtMs;
  }
  writeFileSync(file, JSON.stringify({ startedAtMs: nowMs }), { mode: 0o600 });
  return nowMs;
}
