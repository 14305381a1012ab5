// The two commands, and those that measure, doubt and mend. Any Node from 18 on starts this file; it
// brings the pinned pnpm and the pinned Node and hands over to them. No dependency, because it runs
// before anything is installed.
import { checkProduct } from './check-product.mjs';
import { runProgram } from './run-program.mjs';
import { startProduct } from './start-product.mjs';
import { buildWeb, enterRoot, install } from './toolchain.mjs';

const commands = {
  start: startProduct,
  test: checkProduct,
  bench: runProgram('tests/bench/bench.ts', { steps: [install, buildWeb] }),
  faults: runProgram('tests/faults/run-rows.ts', { steps: [install, buildWeb] }),
  scenarios: runProgram('tests/scenarios/run-scenarios.ts', { steps: [install, buildWeb] }),
  soak: runProgram('tests/soak/run-soak.ts', { steps: [install, buildWeb] }),
  gallery: runProgram('tests/gallery/show-walls.ts', { steps: [install, buildWeb] }),
  desk: runProgram('tests/load/desk.ts'),
  decode: runProgram('bff/src/decode.ts', { stdin: 'inherit' }),
  conformance: runProgram('tests/conformance/conformance-program.ts'),
  fuzz: runProgram('tests/fuzz/fuzz-program.ts'),
  invariants: runProgram('tests/invariants/invariants-program.ts'),
  restored: runProgram('bff/src/main.ts', { args: ['--restored'] }),
};

const [name = 'start', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`There is no command "${name}": say ${Object.keys(commands).join(' or ')}.`);
  process.exit(2);
}
enterRoot();
process.exit(await command(args));
