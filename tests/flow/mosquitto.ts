import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const startDeadlineMs = 20_000;

/** A real Mosquitto on a free port of this machine, for as long as a test needs it. */
export type Mosquitto = { url: string; port: number; stop: () => Promise<void> };

/** Starts Mosquitto with a configuration of its own; installs it first where that is possible. */
export async function startMosquitto(): Promise<Mosquitto> {
  const program = findMosquitto() ?? installMosquitto();
  const folder = mkdtempSync(join(tmpdir(), 'ftz-mosquitto-'));
  const port = await freePort();
  const config = join(folder, 'mosquitto.conf');
  // As root it would become another user, who cannot read this folder.
  const user = process.getuid?.() === 0 ? ['user root'] : [];
  const lines = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'persistence false',
    ...user,
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  const child = spawn(program, ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  const stop = async () => {
    const running = child.exitCode === null && child.signalCode === null;
    if (running && child.kill()) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilItListens(port, () => child.exitCode !== null);
  } catch (cause) {
    await stop();
    throw new Error(`Mosquitto did not start: ${said}`, { cause });
  }
  return { url: `mqtt://127.0.0.1:${port}`, port, stop };
}

function findMosquitto(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const extra = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin'];
  const candidates = [...folders, ...extra].map((folder) => join(folder, 'mosquitto'));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installMosquitto(): string {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = [...asRoot, 'apt-get', 'install', '-y', '--no-install-recommends', 'mosquitto'];
  // A fresh machine has no package lists yet: the second try brings them first.
  const attempts = [apt, [...asRoot, 'apt-get', 'update'], apt, ['brew', 'install', 'mosquitto']];
  for (const [command = '', ...rest] of attempts) {
    const { status } = spawnSync(command, rest, { stdio: 'ignore', timeout: 180_000 });
    const program = status === 0 ? findMosquitto() : null;
    if (program) return program;
  }
  throw new Error(
    'This test speaks to a real Mosquitto: install it (apt-get install mosquitto, or brew install mosquitto) and run again.',
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('the machine gave no port');
  return address.port;
}

async function untilItListens(port: number, died: () => boolean): Promise<void> {
  const deadline = Date.now() + startDeadlineMs;
  while (!(await answers(port))) {
    if (died()) throw new Error('it ended at once');
    if (Date.now() > deadline) throw new Error(`nothing listened within ${startDeadlineMs} ms`);
    await delay(50);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const finish = (listening: boolean) => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}
