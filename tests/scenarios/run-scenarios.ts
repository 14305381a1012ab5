import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { undoEverything, undoing } from '#faults/harness/undo.ts';
import { allScenarios } from './all-scenarios.ts';
import type { Measured, Scenario, Stage } from './scenario.ts';

/**
 * `npm run scenarios -- [--only U1,U8]`: plays the scripted stories in real browsers against the
 * running product, at the pace of people, and prints seconds, keys and clicks beside their limits: a
 * JSON line per figure on standard output, the story on standard error. Exit code 1 when one is not
 * within its limit, or a story did not come to its end.
 */
const usage = `npm run scenarios -- [--only NAME[,NAME]]
scenarios: ${allScenarios.map(({ name, story }) => `\n  ${name.padEnd(4)} ${story}`).join('')}`;

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, help: { type: 'boolean', default: false } },
});
if (values.help) {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}
const names = values.only.split(',').filter(Boolean);
const strange = names.find((name) => !allScenarios.some((one) => one.name === name));
if (strange) {
  process.stderr.write(`There is no scenario ${strange}.\n${usage}\n`);
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void undoEverything().finally(() => process.exit(130)));
}

const say = (line: string) => void process.stderr.write(`${line}\n`);
const shots = fileURLToPath(new URL('../screenshots/scenarios/', import.meta.url));
mkdirSync(shots, { recursive: true });

async function play({ name, story, play: act }: Scenario): Promise<Measured[]> {
  say(`\n── ${name}: ${story}`);
  const figures: Measured[] = [];
  const note = (what: string, value: number, unit: string, limit: number, holds: boolean) => {
    const rounded = Math.round(value * 100) / 100;
    const figure = { what, value: rounded, unit, limit, holds };
    figures.push(figure);
    say(`   ${holds ? 'holds' : 'FAILS'}  ${what}: ${rounded} ${unit} (limit ${limit})`);
    process.stdout.write(`${JSON.stringify({ scenario: name, ...figure })}\n`);
  };
  const stage: Omit<Stage, 'after'> = {
    atMost: (what, value, unit, limit) => note(what, value, unit, limit, value <= limit),
    exactly: (what, value, expected) => note(what, value, '', expected, value === expected),
    shot: (shot) => join(shots, `${name.toLowerCase()}-${shot}.png`),
    say: (line) => say(`   ${line}`),
  };
  try {
    await undoing((after) => act({ ...stage, after }));
  } catch (error) {
    say(String(error instanceof Error ? error.stack : error));
    note('came to its end', 0, '', 1, false);
  }
  return figures;
}

const figures: Measured[] = [];
for (const scenario of allScenarios) {
  if (names.length === 0 || names.includes(scenario.name)) figures.push(...(await play(scenario)));
}
const failed = figures.filter(({ holds }) => !holds).length;
process.stdout.write(`${figures.length - failed} figures within their limits, ${failed} not\n`);
process.exit(failed === 0 ? 0 : 1);
