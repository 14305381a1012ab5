import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '@ftz/shared/contract/account.ts';
import { endForcibly, isolatedSettings, launchBff } from '#launched-product.ts';
import { signIn } from '#sign-in.ts';
import { cpuMsOf, rssMbOf } from './cpu-time.ts';

/**
 * The real command center as a process of its own, without simulated devices, and what the system says
 * that it costs.
 */
export type HouseProcess = {
  pid: number;
  url: string;
  /** Of the vehicle gateway. */
  port: number;
  settings: Record<string, string>;
  cpuMs: () => Promise<number>;
  rssMb: () => Promise<number>;
  account: (role: Role) => { role: Role; username: string; password: string };
  signIn: (role: Role) => Promise<string>;
  /** One figure of the metrics page. */
  metric: (name: string) => Promise<number>;
  /** Ends it and keeps its data, for a start with the same settings. */
  stop: () => Promise<void>;
  end: () => Promise<void>;
};

function ofLinux(value: number | null): number {
  if (value === null) throw new Error('The cost of another process is read from /proc (Linux).');
  return value;
}

export async function measuredHouse(more: Record<string, string>): Promise<HouseProcess> {
  const settings: Record<string, string> = {
    ...(await isolatedSettings()),
    FEEDS: 'none',
    ...more,
  };
  const product = await launchBff(settings);
  const { pid } = product.launcher;
  const url = `http://127.0.0.1:${settings.PORT}`;
  const account = (role: Role) => {
    const file = join(settings.DATA_DIR ?? '', 'first-accounts.json');
    const accounts: { role: Role; username: string; password: string }[] = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    const found = accounts.find((one) => one.role === role);
    if (!found) throw new Error(`no first account for ${role}`);
    return found;
  };
  const stop = async () => {
    product.launcher.kill('SIGTERM');
    const lastResort = setTimeout(() => product.launcher.kill('SIGKILL'), 10_000);
    await product.ended;
    clearTimeout(lastResort);
  };
  return {
    pid,
    url,
    port: Number(settings.JT808_PORT),
    settings,
    cpuMs: async () => ofLinux(cpuMsOf(pid)),
    rssMb: async () => ofLinux(rssMbOf(pid)),
    account,
    signIn: (role) => signIn(url, account(role).username, account(role).password),
    metric: async (name) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      const line = text
        .split('\n')
        .find((one) => one.startsWith(`${name} `) || one.startsWith(`${name}{`));
      return Number(line?.split(' ').at(-1) ?? Number.NaN);
    },
    stop,
    end: async () => {
      await stop();
      endForcibly(product);
    },
  };
}
