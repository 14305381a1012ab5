import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const prefix = 'ftz-tests-';
const memory = '/dev/shm';
/** Far more than the folders of all tests hold at once. */
const enoughBytes = 2 << 30;

/** What vitest calls before a run; what it gives back is called after. */
export function setup(): () => void {
  rememberCompiledCode();
  return makeRunFolder();
}

/** Threads and programs that tests start by the hundred need not compile the same files each time. */
function rememberCompiledCode(): void {
  const cache = new URL('../node_modules/.compile-cache', import.meta.url);
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(cache);
}

/**
 * Temporary files of a run lie in one folder that ends with it: in memory where this machine has
 * enough of it, for what a process that is killed leaves behind is there the same, and waiting for a
 * disk that is shared with others proves nothing. What a run left that was killed is removed.
 */
function makeRunFolder(): () => void {
  const parent = hasRoom(memory) ? memory : tmpdir();
  for (const name of readdirSync(parent))
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length))))
      rmSync(join(parent, name), { recursive: true, force: true });
  const folder = join(parent, `${prefix}${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

function hasRoom(path: string): boolean {
  if (!existsSync(path)) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize > enoughBytes;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
