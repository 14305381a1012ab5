import { parseArgs } from 'node:util';
import { allRows } from './all-rows.ts';
import { isNotRun, type Outcome, type Tier, tiers } from './harness/row.ts';
import { runRow } from './harness/run-row.ts';
import { undoEverything } from './harness/undo.ts';

/**
 * `npm run faults -- --tier b --only killed --seed 7`: does to the product what the world will do to
 * it, and says what held. Progress and a table on standard error, a JSON line per row on standard
 * output; exit code 1 when a row broke.
 */
const usage = `npm run faults -- [--tier ${tiers.join('|')}] [--only NAME[,NAME]] [--seed 1] [--minutes 10]
rows: ${allRows.map(({ name }) => name).join(' ')}`;

function refuseArguments(sentence: string): never {
  process.stderr.write(`${sentence}\n${usage}\n`);
  process.exit(2);
}

function settingsOf() {
  const { values } = parseArgs({
    options: {
      tier: { type: 'string', default: 'b' },
      only: { type: 'string', default: '' },
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '10' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  const tier = tiers.find((one) => one === values.tier);
  if (!tier) return refuseArguments(`There is no tier ${values.tier}.`);
  const seed = Number(values.seed);
  const minutes = Number(values.minutes);
  if (!Number.isInteger(seed) || !(minutes > 0)) return refuseArguments('A number is no number.');
  return { tier, seed, minutes, rows: chosenRows(values.only, tier) };
}

function chosenRows(only: string, tier: Tier) {
  const names = only.split(',').filter(Boolean);
  const strange = names.find((name) => !allRows.some((row) => row.name === name));
  if (strange) return refuseArguments(`There is no row ${strange}.`);
  const isChosen = names.length === 0 ? () => true : (name: string) => names.includes(name);
  return allRows.filter((row) => row.tiers.includes(tier) && isChosen(row.name));
}

const cell = (value: number | string | null, width: number) => String(value ?? '-').padStart(width);

function tableLine(outcome: Outcome): string {
  const name = outcome.name.padEnd(22);
  if (isNotRun(outcome)) return `${name} not run: ${outcome.notRun}`;
  const { lost, duplicate, outOfOrder, outOfScope, unknown } = outcome;
  const faults = [lost, unknown, duplicate, outOfOrder, outOfScope].map((count) => cell(count, 6));
  const { resumeP50Ms, resumeP95Ms, resumeMaxMs, tookS } = outcome;
  const resumes = [resumeP50Ms, resumeP95Ms, resumeMaxMs].map((ms) => cell(ms, 7));
  const verdict = outcome.ok ? 'holds' : 'BROKE';
  return `${name} ${verdict} ${faults.join('')} ${resumes.join('')} ${cell(tookS, 7)} s`;
}

const tableHead = `${' '.repeat(29)}  lost unknwn double  order scope  resume p50     p95     max`;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void undoEverything().finally(() => process.exit(130)));
}

process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack}\n`);
  void undoEverything().finally(() => process.exit(1));
});

const { rows, ...settings } = settingsOf();
const outcomes: Outcome[] = [];
const print = (text: string) => void process.stderr.write(`${text}\n`);
for (const row of rows) {
  print(`\n── ${row.name}: ${row.promise}`);
  const outcome = await runRow(row, { ...settings, say: (text) => print(`   ${text}`) });
  outcomes.push(outcome);
  if (!isNotRun(outcome)) for (const note of outcome.notes) print(`   ${note}`);
  print(tableLine(outcome));
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}

print(`\n${tableHead}`);
for (const outcome of outcomes) print(tableLine(outcome));
const ran = outcomes.flatMap((outcome) => (isNotRun(outcome) ? [] : [outcome]));
const held = ran.filter((outcome) => outcome.ok).length;
const notRun = outcomes.length - ran.length;
process.stdout.write(`${held} rows held, ${ran.length - held} broke, ${notRun} not run\n`);
process.exit(held === ran.length ? 0 : 1);
