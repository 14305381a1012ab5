import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runStep } from './child-processes.mjs';
import { buildWeb, install, pinnedNode, tool, toolEnv } from './toolchain.mjs';

const resultsOf = (project) => join('node_modules', '.test-results', `${project}.json`);

/** Runs one project of vitest.config.ts, which also writes down how many tests passed and failed. */
async function runTests(project) {
  const results = resultsOf(project);
  mkdirSync(dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const args = [vitest, 'run', '--project', project, ...reporters];
  return runStep(pinnedNode, args, { env: toolEnv() });
}

const run = (name, ...args) => runStep(tool(name), args, { env: toolEnv() });

/** In the order of what they cost; the first that fails ends the walk. `tests` names a project. */
const stages = [
  { name: 'install', work: install },
  { name: 'types', work: () => run('tsc', '--noEmit') },
  { name: 'lint and floors', work: () => run('biome', 'check') },
  { name: 'dead code', work: () => run('knip') },
  { name: 'pages', work: buildWeb },
  { name: 'tests', work: () => runTests('logic'), tests: 'logic' },
  { name: 'fault tests', work: () => runTests('faults'), tests: 'faults' },
  { name: 'browser tests', work: () => runTests('e2e'), tests: 'e2e' },
];

/** A stage of tests counts its tests, any other stage is one check. */
function countsOf(stage, holds) {
  const one = { passed: holds ? 1 : 0, failed: holds ? 0 : 1, notRun: [] };
  if (!stage.tests || !existsSync(resultsOf(stage.tests))) return one;
  const results = JSON.parse(readFileSync(resultsOf(stage.tests), 'utf8'));
  // A file that cannot be loaded fails the run without failing one of its tests.
  const failed = Math.max(results.numFailedTests, one.failed);
  return { passed: results.numPassedTests, failed, notRun: notRunIn(results) };
}

/** Tests that a machine could not run: never counted as passed, and named at the end. */
function notRunIn(results) {
  const tests = results.testResults.flatMap(({ assertionResults }) => assertionResults);
  const passedOver = tests.filter(({ status }) => status === 'skipped' || status === 'pending');
  return passedOver.map(({ fullName }) => fullName);
}

async function runStage(stage) {
  console.log(`\n── ${stage.name}`);
  const startedAtMs = performance.now();
  const holds = (await stage.work()) === 0;
  const seconds = Math.round((performance.now() - startedAtMs) / 100) / 10;
  console.log(`── ${stage.name}: ${holds ? 'holds' : 'FAILS'} after ${seconds} s`);
  const figure = { name: stage.name, value: seconds, unit: 's', goal: 'exit code 0', holds };
  return { figure, ...countsOf(stage, holds) };
}

function report(outcomes) {
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log('');
  for (const { figure } of outcomes) console.log(JSON.stringify(figure));
  const notRun = outcomes.flatMap((outcome) => outcome.notRun);
  for (const name of notRun) console.log(`not run: ${name}`);
  const counts = `${sum('passed')} passed, ${sum('failed')} failed`;
  console.log(notRun.length === 0 ? counts : `${counts}, ${notRun.length} not run`);
}

/** `npm test`: one JSON line per stage, the counts last; exit code 0 when everything holds. */
export async function checkProduct() {
  const outcomes = [];
  for (const stage of stages) {
    const outcome = await runStage(stage);
    outcomes.push(outcome);
    if (!outcome.figure.holds) break;
  }
  report(outcomes);
  return outcomes.every((outcome) => outcome.figure.holds) ? 0 : 1;
}
