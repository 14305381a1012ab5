import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import {
  descendantsOf,
  endForcibly,
  isolatedSettings,
  type LaunchedProduct,
  launchProduct,
  type ProcessRow,
} from '#launched-product.ts';
import { signIn } from '#sign-in.ts';
import { fetchAgain } from './fetch-again.ts';
import { furnishDataDir, type RowAccount, rowPassword } from './furnish-data-dir.ts';
import type { After } from './undo.ts';

const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
const startsWithinMs = 60_000;

/** The command center as a process of its own, to be killed, frozen and started again. */
export type RowProduct = {
  url: string;
  settings: Record<string, string>;
  dataDir: string;
  /** Resolves with the moment at which it listened again, in ms of the monotonic clock. */
  start: () => Promise<number>;
  /** kill -9, and waits until it has ended. */
  kill: () => Promise<void>;
  signal: (signal: 'SIGSTOP' | 'SIGCONT' | 'SIGTERM') => void;
  /** What it has started and what that has: programs that convert pictures. */
  programs: () => ProcessRow[];
  /** Resident memory of the process; null while it does not run. */
  residentBytes: () => number | null;
  metric: (name: string) => Promise<number>;
  cookieOf: (account: RowAccount) => Promise<string>;
  situation: (cookie: string) => Promise<{ epoch: string; situation: Situation }>;
  printed: () => string;
};

type Furniture = {
  dataDir?: string;
  env?: Record<string, string>;
  furnished?: boolean;
  /** As `npm start` does: the launcher, and simulated devices beside it. */
  withFeeds?: boolean;
  /** What runs in place of the command center's own program, and starts that. */
  program?: string;
};

/** Furnishes a data folder (its own, unless one is named) and starts on it; ends with the row. */
export async function startRowProduct(
  after: After,
  { dataDir, env = {}, furnished = false, withFeeds = false, program = bffAlone }: Furniture = {},
): Promise<RowProduct> {
  const settings: Record<string, string> = { ...(await isolatedSettings()), FEEDS: 'none', ...env };
  if (dataDir !== undefined) settings.DATA_DIR = dataDir;
  const folder = settings.DATA_DIR as string;
  if (!furnished) await furnishDataDir(folder);
  const command: [string, ...string[]] = withFeeds ? [node, launcher, 'start'] : [node, program];
  const product = rowProduct(settings, folder, command, after);
  await product.start();
  return product;
}

const launcher = 'scripts/run.mjs';
const bffAlone = 'bff/src/main.ts';

function rowProduct(
  settings: Record<string, string>,
  dataDir: string,
  command: [string, ...string[]],
  after: After,
): RowProduct {
  const url = `http://127.0.0.1:${settings.PORT}`;
  const cookies = new Map<string, Promise<string>>();
  let launched: LaunchedProduct | null = null;
  const running = () => {
    if (launched === null) throw new Error('The product was never started.');
    return launched;
  };
  after(() => launched && endForcibly({ ...launched, settings: { DATA_DIR: dataDir } }));

  const start = async () => {
    launched = launchProduct(settings, command);
    return untilListening(Number(settings.PORT), launched);
  };
  const read = async (path: string, cookie = '') => {
    const response = await fetchAgain(`${url}${path}`, { headers: { cookie } });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response;
  };
  return {
    url,
    settings,
    dataDir,
    start,
    kill: async () => {
      const { launcher, ended } = running();
      launcher.kill('SIGKILL');
      await ended;
    },
    signal: (signal) => void running().launcher.kill(signal),
    programs: () => descendantsOf(running().launcher.pid),
    residentBytes: () => residentBytes(bffPidOf(running().launcher.pid)),
    metric: async (name) => {
      const text = await (await read('/metrics')).text();
      const line = text.split('\n').find((entry) => entry.startsWith(`${name} `));
      return Number(line?.split(' ').at(-1) ?? Number.NaN);
    },
    cookieOf: ({ username }) => {
      const known = cookies.get(username) ?? signIn(url, username, rowPassword);
      cookies.set(username, known);
      return known;
    },
    situation: async (cookie) => (await read('/api/situation', cookie)).json() as never,
    printed: () => launched?.printed() ?? '',
  };
}

/** The launcher is small; what grows is the process that it started. */
function bffPidOf(pid: number): number {
  return descendantsOf(pid).find(({ command }) => command.includes(bffAlone))?.pid ?? pid;
}

function residentBytes(pid: number): number | null {
  try {
    const status = readFileSync(join('/proc', String(pid), 'status'), 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
  } catch {
    return null;
  }
}

async function untilListening(
  port: number,
  { launcher, printed }: LaunchedProduct,
): Promise<number> {
  const deadlineMs = performance.now() + startsWithinMs;
  while (!(await accepts(port))) {
    if (launcher.exitCode !== null) throw new Error(`The product has ended: ${printed()}`);
    if (performance.now() > deadlineMs) throw new Error(`It does not listen: ${printed()}`);
    await pause(10);
  }
  return performance.now();
}

function accepts(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1');
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}
