import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isolatedSettings } from '#launched-product.ts';
import { type Bench, figure } from './figure.ts';

const pollMs = 50;
const patienceMs = 300_000;

/** A newcomer's machine has none of the tools that were brought for us. */
const ownPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter);

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

/** Seconds from the command until every part says that it is ready; then it is told to end. */
async function secondsUntilReady(folder: string, settings: Record<string, string>) {
  const startedAtMs = performance.now();
  const env = { ...process.env, ...settings, PATH: ownPath() };
  const product = spawn('npm', ['start'], { cwd: folder, env, stdio: 'ignore' });
  const ended = once(product, 'exit');
  const url = `http://127.0.0.1:${settings.PORT}/health/ready`;
  while (!(await answers(url))) {
    if (product.exitCode !== null) throw new Error(`npm start ended, code ${product.exitCode}`);
    if (performance.now() - startedAtMs > patienceMs) break;
    await pause(pollMs);
  }
  const seconds = (performance.now() - startedAtMs) / 1000;
  product.kill('SIGTERM');
  await ended;
  return seconds;
}

function figureOf(name: string, seconds: number, goalS: number) {
  return figure({ name, value: seconds, unit: 's', goal: `< ${goalS}`, holds: seconds < goalS });
}

/**
 * What was committed last, cloned into an empty folder and started there, twice. Cold is with nothing
 * installed and nothing built; the second start finds both.
 */
export const start: Bench = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ftz-cold-'));
  const settings = await isolatedSettings();
  try {
    const cloned = spawnSync('git', ['clone', '--quiet', process.cwd(), folder]);
    if (cloned.status !== 0) throw new Error(`git clone: ${cloned.stderr}`);
    return [
      figureOf('start: cold', await secondsUntilReady(folder, settings), 60),
      figureOf('start: second', await secondsUntilReady(folder, settings), 3),
    ];
  } finally {
    for (const path of [folder, settings.DATA_DIR ?? ''])
      rmSync(path, { recursive: true, force: true });
  }
};
