import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '@ftz/bff/adapters/storage/storage.ts';
import { type App, buildApp } from '@ftz/bff/app/build-app.ts';
import { portNames, readConfig } from '@ftz/bff/app/config.ts';
import type { Role } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import { hash } from '@node-rs/argon2';
import { signIn } from './sign-in.ts';

export type HouseAccount = { username: string; role: Role; areas: AreaId[] } & Partial<
  Pick<Person, 'personId' | 'officeId' | 'licences'>
>;
export const housePassword = 'correct horse battery staple';

export type House = {
  app: App;
  dataDir: string;
  /** The session cookie of an account. */
  signIn: (username: string, password?: string) => Promise<string>;
  /** What time it is there. */
  nowMs: () => number;
  /** Lets this much time go by at once: the house sees its clocks go on, its devices and people do not. */
  pass: (ms: number) => void;
  /** Ends and starts again on the same folder; `app` is then another. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * The real command center in this process, on free ports and a folder of its own; `log` is what
 * happened before it started, `prepare` may put more into its folder.
 */
export async function startHouse(
  accounts: HouseAccount[],
  log: DurableDraft[] = [],
  env: Record<string, string> = {},
  prepare: (dataDir: string) => Promise<void> = async () => undefined,
): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ftz-house-'));
  await furnish(dataDir, accounts, log);
  await prepare(dataDir);
  const settings = {
    ...Object.fromEntries(portNames.map(([name]) => [name, '0'])),
    CAMERAS_URL: 'http://127.0.0.1:9',
    UPSTREAM_URL: '',
    PUSH_SERVICES: '',
    ISAPI_URL: '',
    ONVIF_URL: '',
    VEHICLES: '20',
    DATA_DIR: dataDir,
    ...env,
  };
  const read = readConfig(settings);
  if (!read.ok) throw new Error(read.sentences.join('\n'));
  let passedMs = 0;
  const clocks = {
    wallMs: () => Date.now() + passedMs,
    steadyMs: () => performance.now() + passedMs,
  };
  const house: House = {
    app: await buildApp(read.config, clocks),
    dataDir,
    signIn: (username, password = housePassword) => signIn(house.app.url, username, password),
    nowMs: clocks.wallMs,
    pass: (ms) => {
      passedMs += ms;
    },
    restart: async () => {
      await house.app.close();
      house.app = await buildApp(read.config, clocks);
    },
    stop: async () => {
      await house.app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return house;
}

async function furnish(
  dataDir: string,
  accounts: HouseAccount[],
  log: DurableDraft[],
): Promise<void> {
  let ids = 0;
  const newId = (prefix: string) => `${prefix}${++ids}`;
  const storage = await openStorage({ dataDir, nowMs: Date.now, newId });
  const passwordHash = await hash(housePassword, { memoryCost: 1024, timeCost: 1 });
  await storage.accounts.create(
    accounts.map((account) => ({ ...account, accountId: `U-${account.username}`, passwordHash })),
  );
  if (log.length > 0) await storage.log.append(log);
  await storage.close();
}

/** A plain text of the metrics page, and one figure of it. */
export async function metric(url: string, name: string, labels: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((entry) => entry.startsWith(`${name}{${labels}}`));
  return Number(line?.split(' ').at(-1) ?? 0);
}

/** Asks again until it holds; what it last saw is in the error. */
export async function until<T>(
  ask: () => Promise<T> | T,
  holds: (value: T) => boolean,
  withinMs = 15_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`did not happen within ${withinMs} ms: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
