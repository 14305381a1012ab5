import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { portNames } from '@ftz/bff/app/config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Asks again until it is so; throws with what was awaited when it does not become so in time. */
export async function waitUntil(
  awaited: () => string,
  isSo: () => boolean | Promise<boolean>,
  withinMs = 60_000,
): Promise<void> {
  const deadlineMs = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > deadlineMs) throw new Error(`Not within ${withinMs} ms: ${awaited()}`);
    await pause(100);
  }
}

/** Whether nobody listens there. */
export async function isPortFree(port: number): Promise<boolean> {
  const server = createServer();
  const outcome = Promise.race([
    once(server, 'listening').then(() => true),
    once(server, 'error').then(() => false),
  ]);
  server.listen(port, '127.0.0.1');
  const isFree = await outcome;
  if (isFree) await new Promise((closed) => server.close(closed));
  return isFree;
}

/**
 * Of those that no machine hands out by itself: whoever calls where nobody listens yet may be given the very port
 * that it calls, and holds it.
 */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  return (await isPortFree(port)) ? port : freePort();
}

/** Settings under which a product can run beside any other: free ports, an empty data folder. */
export async function isolatedSettings() {
  const urls = ['CAMERAS_PORT', 'UPSTREAM_PORT', 'ISAPI_PORT', 'ONVIF_PORT'];
  const names = [...portNames.map(([name]) => name), ...urls];
  const ports = await Promise.all(names.map(freePort));
  const { CAMERAS_PORT, UPSTREAM_PORT, ISAPI_PORT, ONVIF_PORT, ...bound } = Object.fromEntries(
    names.map((name, i) => [name, ports[i]]),
  );
  return {
    ...Object.fromEntries(Object.entries(bound).map(([name, port]) => [name, String(port)])),
    CAMERAS_URL: `http://127.0.0.1:${CAMERAS_PORT}`,
    UPSTREAM_URL: `http://127.0.0.1:${UPSTREAM_PORT}/alerts`,
    ISAPI_URL: `http://127.0.0.1:${ISAPI_PORT}`,
    ONVIF_URL: `http://127.0.0.1:${ONVIF_PORT}`,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'ftz-data-')),
    VEHICLES: '8',
  } as Record<string, string>;
}

export type ProcessRow = { pid: number; parentPid: number; command: string };

function processes(): ProcessRow[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parentPid, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined
      ? []
      : [{ pid: Number(pid), parentPid: Number(parentPid), command }];
  });
}

/** Everything that a process has started, and what that has started. */
export function descendantsOf(pid: number, rows = processes()): ProcessRow[] {
  const children = rows.filter((row) => row.parentPid === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child.pid, rows)]);
}

/** Which of them still run; a zombie, or a new process under an old number, does not count. */
export function survivorsOf(rows: ProcessRow[]): ProcessRow[] {
  const now = processes();
  const isSame = (row: ProcessRow) =>
    now.some((other) => other.pid === row.pid && other.command === row.command);
  return rows.filter(isSame);
}

export type LaunchedProduct = {
  launcher: ChildProcess & { pid: number };
  settings: Record<string, string>;
  /** What it has printed until now, standard output and error in one. */
  printed: () => string;
  /** Resolves with the exit code once the launcher has ended; null when a signal killed it. */
  ended: Promise<number | null>;
  /** What it had started when it was ready. */
  started: ProcessRow[];
};

/** Launches `command` (by default `npm start`'s) as a shell would: in a process group of its own. */
export function launchProduct(
  settings: Record<string, string>,
  command: [string, ...string[]] = [process.execPath, 'scripts/run.mjs', 'start'],
): LaunchedProduct {
  const [program, ...args] = command;
  const env = { ...process.env, ...settings };
  const launcher = spawn(program, args, { cwd: root, env, detached: true });
  let text = '';
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream.on('data', (bytes) => {
      text += bytes;
    });
  }
  const ended = once(launcher, 'close').then(([code]) => code);
  const { pid } = launcher;
  if (pid === undefined) throw new Error(`${program} could not be started.`);
  return {
    launcher: Object.assign(launcher, { pid }),
    settings,
    printed: () => text,
    ended,
    started: [],
  };
}

/** The process of the product that runs this file, once it does. */
export async function processOf(product: LaunchedProduct, file: string): Promise<ProcessRow> {
  const find = () => descendantsOf(product.launcher.pid).find((row) => row.command.includes(file));
  await waitUntil(
    () => `${file} runs, after ${product.printed()}`,
    () => find() !== undefined,
  );
  const found = find();
  if (!found) throw new Error(`${file} ended again: ${product.printed()}`);
  return found;
}

/** Waits for a yes at a path of the product; a product that has ended will never say it. */
async function waitForYes(product: LaunchedProduct, path: string, withinMs: number) {
  const { launcher, settings, printed } = product;
  const url = `http://127.0.0.1:${settings.PORT}${path}`;
  const saysYes = () => {
    if (launcher.exitCode !== null) throw new Error(`The product has ended: ${printed()}`);
    return fetch(url).then(
      (response) => response.ok,
      () => false,
    );
  };
  await waitUntil(() => `${url} says yes, after ${printed()}`, saysYes, withinMs);
}

/** Waits until every part says that it is ready and the simulated devices were started. */
export async function waitUntilReady(product: LaunchedProduct): Promise<void> {
  await waitForYes(product, '/health/ready', 120_000);
  await processOf(product, 'mock-feeds/src/main.ts');
  product.started = descendantsOf(product.launcher.pid);
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Ends whatever a failed test left behind, and forgets its data. */
export function endForcibly(product: LaunchedProduct): void {
  const { launcher, started, settings } = product;
  const left = [...survivorsOf(started), ...descendantsOf(launcher.pid)];
  if (launcher.exitCode === null) killQuietly(launcher.pid);
  for (const row of left) killQuietly(row.pid);
  if (settings.DATA_DIR) rmSync(settings.DATA_DIR, { recursive: true, force: true });
}

/**
 * The command center alone, as its own process, ready. With the same settings again after its end
 * it is a restart: the data folder stays until `endForcibly`.
 */
export async function launchBff(settings: Record<string, string>): Promise<LaunchedProduct> {
  const node = join(root, 'node_modules', '.bin', 'node');
  const product = launchProduct(settings, [node, 'bff/src/main.ts']);
  await waitForYes(product, '/health/live', 60_000);
  return product;
}
