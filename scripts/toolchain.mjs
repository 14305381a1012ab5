import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runStep } from './child-processes.mjs';

const pnpm = 'pnpm@12.21.0';
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');

/** The pinned Node: everything but the launcher runs on it, started directly. */
export const pinnedNode = join(bin, 'node');
/** A command-line tool of the lockfile. */
export const tool = (name) => join(bin, name);
/** What every started process gets to see: the pinned tools before those of the machine. */
export const toolEnv = () => ({ ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` });

/** Steps on the way to a program talk on standard error: what it prints is read by other programs. */
const noOutput = ['ignore', 2, 2];

/** Paths below are relative to the root, wherever the command was given. */
export const enterRoot = () => process.chdir(root);

function filesUnder(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const inside = join(path, entry.name);
    return entry.isDirectory() ? filesUnder(inside) : [inside];
  });
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

const packageFolders = () =>
  readdirSync('.').filter((name) => existsSync(join(name, 'package.json')));

const installInputs = () => [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  ...packageFolders().map((name) => join(name, 'package.json')),
];

const webInputs = () => [
  ...installInputs(),
  ...['web/src', 'web/public', 'shared/src'].flatMap(filesUnder),
  ...['web/index.html', 'web/land.geojson', 'web/vite.config.ts', 'tsconfig.json'].filter(
    existsSync,
  ),
];

/**
 * Does the work unless it was done on the very same inputs and its result still lies there. The
 * stamp is written after success alone, so a step that was interrupted is done again.
 */
async function doOnce({ name, inputs, results, work }) {
  const stamp = join('node_modules', `.stamp-${name}`);
  const key = hashOf(inputs());
  const isThere = [stamp, ...results()].every((path) => existsSync(path));
  const isDone = isThere && readFileSync(stamp, 'utf8') === key;
  if (isDone) return 0;
  const code = await work();
  if (code === 0) {
    mkdirSync('node_modules', { recursive: true });
    writeFileSync(stamp, key);
  }
  return code;
}

/** Brings everything that the lockfile names, the pinned Node included. Gives an exit code. */
export const install = () =>
  doOnce({
    name: 'install',
    inputs: installInputs,
    results: () => [pinnedNode, ...packageFolders().map((name) => join(name, 'node_modules'))],
    work: () => {
      console.error('Installing what the lockfile names.');
      const args = ['-y', pnpm, 'install', '--frozen-lockfile'];
      return runStep('npx', args, { env: toolEnv(), stdio: noOutput });
    },
  });

/** Builds the pages that the BFF serves. Gives an exit code. */
export const buildWeb = () =>
  doOnce({
    name: 'web',
    inputs: webInputs,
    results: () => [join('web', 'dist', 'index.html')],
    work: () => {
      console.error('Building the pages.');
      const vite = join('node_modules', 'vite', 'bin', 'vite.js');
      const args = [vite, 'build', '--logLevel', 'warn'];
      // A test runner says that this is a test: pages built so would install no service worker.
      const env = { ...toolEnv(), NODE_ENV: 'production' };
      return runStep(pinnedNode, args, { cwd: 'web', env, stdio: noOutput });
    },
  });
