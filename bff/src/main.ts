import { type App, buildApp } from '#app/build-app.ts';
import { helpText, readConfig } from '#app/config.ts';
import { nameRestored } from '#app/name-restored.ts';
import { sentenceOf } from '#app/start-failure.ts';

/**
 * Process life only. Exit codes: 0 asked to stop, 1 could not run, 2 wrong settings. Tells a parent
 * process, if there is one, when it is ready and what simulated devices would need.
 */
const args = process.argv.slice(2);
const read = readConfig(process.env);
if (args.includes('--help')) {
  process.stdout.write(helpText());
  process.exit(0);
}
if (!read.ok) {
  process.stderr.write(`${read.sentences.join('\n')}\n`);
  process.exit(2);
}
const { config } = read;
if (args.includes('--check')) process.exit(0);
if (args.includes('--restored')) {
  try {
    process.stdout.write(`${nameRestored(config)}\n`);
    process.exit(0);
  } catch (error) {
    giveUp(error);
  }
}

const starting = buildApp(config);

let stopping = false;
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  // A socket that will not close must not keep the process: everything acknowledged is on disk.
  setTimeout(() => process.exit(code), 5_000).unref();
  await starting.then((app) => app.close()).catch(() => undefined);
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void stop(0));
process.on('disconnect', () => void stop(0));

try {
  const app = await starting;
  announce(app);
  // Nothing can be recorded any more, and nothing heals that but a new start.
  void app.died.then((why) => {
    process.stderr.write(`${why}\n`);
    setTimeout(() => process.exit(1), 500).unref();
    void stop(1);
  });
} catch (error) {
  giveUp(error);
}

function giveUp(error: unknown): never {
  const { sentence, code } = sentenceOf(error, config);
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

function announce(app: App): void {
  const lines = [
    `\nCommand center: ${app.url}`,
    `  wall ${app.url}/wall   desk ${app.url}/desk   phone ${app.url}/mobile`,
  ];
  if (app.firstAccounts) {
    lines.push('\nAccounts (shown once, kept in first-accounts.json of DATA_DIR):');
    for (const { role, username, password } of app.firstAccounts) {
      lines.push(`  ${role.padEnd(14)} ${username.padEnd(17)} ${password}`);
    }
  } else {
    lines.push(`Accounts: those of ${config.dataDir}/first-accounts.json, or as changed since.`);
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
  process.send?.({ type: 'ready', feeds: config.feeds === 'simulated' ? app.feedPlan : null });
}
