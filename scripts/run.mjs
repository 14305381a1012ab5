// The two commands, and those that measure and watch. Any Node from 18 on starts this file; it brings the pinned pnpm and the pinned
// Node and hands over to them. No dependency, because it runs before anything is installed.
import { checkProduct } from './check-product.mjs';
import { headlessDesk } from './headless-desk.mjs';
import { measureStart } from './measure-start.mjs';
import { startProduct } from './start-product.mjs';
import { enterRoot } from './toolchain.mjs';

const commands = {
  start: startProduct,
  test: checkProduct,
  bench: measureStart,
  desk: headlessDesk,
};

const [name = 'start', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`There is no command "${name}": say ${Object.keys(commands).join(' or ')}.`);
  process.exit(2);
}
enterRoot();
process.exit(await command(args));
