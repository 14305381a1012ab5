import { once } from 'node:events';
import { parsePlan } from './plan.ts';
import { type RunningField, startField } from './start-field.ts';

/**
 * Started with a plan (see `plan.ts`) as its argument, or by a parent that sends the plan as its first
 * message: the plan holds device keys, and arguments can be read by every user of a machine. Exit
 * code 2: the plan is wrong.
 */

const say = (line: string) => void process.stdout.write(`${line}\n`);

function refuseToStart(reason: string): never {
  process.stderr.write(`simulated feeds: ${reason}\n`);
  process.exit(2);
}

async function planText(): Promise<string> {
  const [, , argument] = process.argv;
  if (argument !== undefined || !process.send) return argument ?? '';
  const [message] = await once(process, 'message');
  return JSON.stringify(message);
}

async function open(): Promise<RunningField> {
  const parsed = parsePlan(await planText());
  if (!parsed.ok) return refuseToStart(parsed.reason);
  const { plan } = parsed;
  const field = await startField(plan, { nowMs: Date.now, say });
  void field.connected.then(() =>
    say(`simulated feeds: ${plan.vehicles} vehicles connected, scenario ${plan.scenario}`),
  );
  return field;
}

const opening = open();
opening.catch((error: unknown) => {
  process.stderr.write(`simulated feeds: ${sentenceOf(error)}\n`);
  process.exit(1);
});

function sentenceOf(error: unknown): string {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  // Cameras are asked, so they are the one kind of device that opens ports.
  return code === 'EADDRINUSE'
    ? `port ${port} is in use by another program: stop that program, or give simulated cameras another by CAMERAS_URL, ISAPI_URL or ONVIF_URL=http://127.0.0.1:<another port>.`
    : (message ?? String(error));
}

/** Longer than a polite farewell takes; a stuck socket must not outlive its operator. */
const farewellMs = 3_000;
let ending = false;

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(0), farewellMs).unref();
  const field = await opening;
  await field.close();
  process.exit(0);
}

process.on('SIGINT', () => void end());
process.on('SIGTERM', () => void end());
// Without its parent there is nobody who could stop this process.
process.on('disconnect', () => void end());
