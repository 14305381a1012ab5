import { runStep } from './child-processes.mjs';
import { install, pinnedNode, toolEnv } from './toolchain.mjs';

/** `npm run desk`: see `tests/load/desk.ts`. */
export async function headlessDesk(args) {
  const code = await install();
  if (code !== 0) return code;
  return runStep(pinnedNode, ['tests/load/desk.ts', ...args], { env: toolEnv() });
}
