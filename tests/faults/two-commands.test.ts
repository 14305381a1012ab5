import { createServer } from 'node:net';
import { portNames } from '@ftz/bff/app/config.ts';
import { afterEach, describe, expect, it } from 'vitest';
import {
  endForcibly,
  isolatedSettings,
  isPortFree,
  type LaunchedProduct,
  launchProduct,
  processOf,
  survivorsOf,
  waitUntil,
  waitUntilReady,
} from '#launched-product.ts';

const bff = 'bff/src/main.ts';
const feeds = 'mock-feeds/src/main.ts';
const national = 'mock-feeds/src/national.ts';
const viaNpm: [string, ...string[]] = ['npm', 'start'];

const launched: LaunchedProduct[] = [];
afterEach(() => launched.splice(0).forEach(endForcibly));

async function launch(more: Record<string, string> = {}, command?: [string, ...string[]]) {
  const product = launchProduct({ ...(await isolatedSettings()), ...more }, command);
  launched.push(product);
  return product;
}

async function launchUntilReady(command?: [string, ...string[]]) {
  const product = await launch({}, command);
  await waitUntilReady(product);
  return product;
}

/** Neither a process nor an open port is left of it. */
async function expectNothingLeft(product: LaunchedProduct) {
  expect(product.started.length).toBeGreaterThanOrEqual(2);
  await product.ended;
  await waitUntil(
    () => 'every process has ended',
    () => survivorsOf(product.started).length === 0,
    20_000,
  );
  const above = Number(new URL(product.settings.UPSTREAM_URL ?? '').port);
  const ports = [...portNames.map(([name]) => Number(product.settings[name])), above];
  expect(await Promise.all(ports.map(isPortFree))).toEqual(ports.map(() => true));
}

describe('npm start leaves nothing behind', () => {
  it.each([
    ['the launcher', undefined],
    ['npm', viaNpm],
  ])('when SIGTERM reaches %s', async (_, command) => {
    const product = await launchUntilReady(command);
    product.launcher.kill('SIGTERM');
    await expectNothingLeft(product);
  });

  it('when Ctrl-C reaches the whole group, and again through npm', async () => {
    const product = await launchUntilReady(viaNpm);
    process.kill(-product.launcher.pid, 'SIGINT');
    process.kill(-product.launcher.pid, 'SIGINT');
    await expectNothingLeft(product);
  });

  it('when the launcher is killed', async () => {
    const product = await launchUntilReady();
    product.launcher.kill('SIGKILL');
    await expectNothingLeft(product);
  });

  it('when the BFF is killed, and says so with exit code 1', async () => {
    const product = await launchUntilReady();
    process.kill((await processOf(product, bff)).pid, 'SIGKILL');
    await expectNothingLeft(product);
    expect(await product.ended).toBe(1);
  });
});

it.each([
  ['the simulated devices', feeds, 'The simulated feeds ended'],
  ['the national centre', national, 'The national centre ended'],
])('starts %s again when they die, and ends with exit code 0', async (_, file, said) => {
  const product = await launchUntilReady();
  const first = await processOf(product, file);
  process.kill(first.pid, 'SIGKILL');
  await waitUntil(
    () => 'the first ones are gone',
    () => survivorsOf([first]).length === 0,
  );
  const second = await processOf(product, file);
  expect(second.pid).not.toBe(first.pid);
  expect(product.printed()).toContain(said);
  product.launcher.kill('SIGTERM');
  expect(await product.ended).toBe(0);
});

describe('npm start says what is wrong', () => {
  it.each([
    ['PORT', 'abc'],
    ['FEEDS', 'real'],
    ['VEHICLES', '-1'],
  ])('with %s=%s, and ends with exit code 2', async (name, value) => {
    const product = await launch({ [name]: value });
    expect(await product.ended).toBe(2);
    expect(product.printed()).toMatch(new RegExp(`${name}\\b.*${value}`));
  });

  it('with a port in use, naming it', async () => {
    const settings = await isolatedSettings();
    const taken = createServer().listen(Number(settings.PORT), '127.0.0.1');
    const product = await launch(settings);
    expect(await product.ended).not.toBe(0);
    expect(product.printed()).toContain(String(settings.PORT));
    expect(product.printed()).toMatch(/\bPORT\b/);
    await new Promise((closed) => taken.close(closed));
  });

  it('lists every setting for --help', async () => {
    const product = await launch({}, ['npm', 'start', '--', '--help']);
    expect(await product.ended).toBe(0);
    for (const name of ['PORT', 'HOST', 'DATA_DIR', 'FEEDS', 'SCENARIO', 'SEED', 'MQTT_URL']) {
      expect(product.printed()).toMatch(new RegExp(`\\b${name}\\b`));
    }
  });
});
