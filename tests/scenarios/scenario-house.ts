import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FeedPlan } from '@ftz/shared/contract/feed-plan.ts';
import type { After } from '#faults/harness/undo.ts';
import { isolatedSettings } from '#launched-product.ts';
import { furnishPeople } from './people.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
const readyWithinMs = 60_000;

/** The command center as a process of its own, which tells what simulated devices need. */
export type ScenarioHouse = {
  url: string;
  plan: FeedPlan;
  /** kill -9. */
  kill: () => Promise<void>;
  /** Again, on the same folder and ports. */
  start: () => Promise<void>;
};

export async function startScenarioHouse(
  after: After,
  env: Record<string, string> = {},
): Promise<ScenarioHouse> {
  const settings: Record<string, string> = {
    ...(await isolatedSettings()),
    VEHICLES: '40',
    SCENARIO: 'quiet-day',
    ...env,
  };
  const dataDir = settings.DATA_DIR ?? '';
  await furnishPeople(dataDir);
  let running: { child: ChildProcess; ended: Promise<unknown> } | null = null;

  const start = async (): Promise<FeedPlan> => {
    const child = spawn(node, ['bff/src/main.ts'], {
      cwd: root,
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaints = '';
    child.stderr?.on('data', (bytes) => {
      complaints += bytes;
    });
    const ended = once(child, 'exit');
    running = { child, ended };
    const ready = once(child, 'message', { signal: AbortSignal.timeout(readyWithinMs) });
    const died = ended.then(() => {
      throw new Error(`the command center has ended: ${complaints}`);
    });
    died.catch(() => undefined);
    const [message] = (await Promise.race([ready, died])) as [{ feeds: FeedPlan }];
    return message.feeds;
  };
  const kill = async () => {
    if (running === null) return;
    running.child.kill('SIGKILL');
    await running.ended;
  };
  const plan = await start();
  after(async () => {
    await kill();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${settings.PORT}`;
  return { url, plan, kill, start: async () => void (await start()) };
}
