import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const pollMs = 50;
const patienceMs = 300_000;

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

const answers = (url) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

/** Seconds from the command until every part says that it is ready; then it is told to end. */
async function secondsUntilReady(folder, settings) {
  const startedAtMs = performance.now();
  const env = { ...process.env, ...settings };
  const product = spawn('npm', ['start'], { cwd: folder, env, stdio: 'ignore' });
  const ended = new Promise((exit) => product.once('exit', exit));
  const url = `http://127.0.0.1:${settings.PORT}/health/ready`;
  while (!(await answers(url)) && performance.now() - startedAtMs < patienceMs) await pause(pollMs);
  const seconds = (performance.now() - startedAtMs) / 1000;
  product.kill('SIGTERM');
  await ended;
  return seconds;
}

function figure(name, seconds, goalS) {
  const value = Math.round(seconds * 10) / 10;
  return { name, value, unit: 's', goal: `< ${goalS}`, holds: value < goalS };
}

/**
 * `npm run bench`: what was committed last, cloned into an empty folder and started there, twice.
 * Cold is with nothing installed and nothing built; the second start finds both.
 */
export async function measureStart() {
  const folder = mkdtempSync(join(tmpdir(), 'ftz-cold-'));
  const cloned = spawnSync('git', ['clone', '--quiet', process.cwd(), folder], {
    stdio: 'inherit',
  });
  if (cloned.status !== 0) return 1;
  const names = ['PORT', 'JT808_PORT', 'DC09_PORT', 'MQTT_PORT'];
  const ports = await Promise.all([...names, 'cameras'].map(freePort));
  const settings = {
    ...Object.fromEntries(names.map((name, i) => [name, String(ports[i])])),
    CAMERAS_URL: `http://127.0.0.1:${ports[names.length]}`,
  };
  const figures = [
    figure('cold start', await secondsUntilReady(folder, settings), 60),
    figure('second start', await secondsUntilReady(folder, settings), 3),
  ];
  rmSync(folder, { recursive: true, force: true });
  for (const line of figures) console.log(JSON.stringify(line));
  const held = figures.filter(({ holds }) => holds).length;
  console.log(`${held} of ${figures.length} goals hold`);
  return held === figures.length ? 0 : 1;
}
