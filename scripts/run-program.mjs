import { runStep } from './child-processes.mjs';
import { install, pinnedNode, toolEnv } from './toolchain.mjs';

/**
 * A command that runs one program with the pinned Node, when the steps that it needs are done; what
 * follows the command on the line follows `args`. With `stdin: 'inherit'` the program reads what is piped
 * into the command. Answers the program's exit code.
 */
export function runProgram(file, { args = [], steps = [install], stdin = 'ignore' } = {}) {
  return async (more) => {
    for (const step of steps) {
      const code = await step();
      if (code !== 0) return code;
    }
    const stdio = [stdin, 'inherit', 'inherit'];
    return runStep(pinnedNode, [file, ...args, ...more], { env: toolEnv(), stdio });
  };
}
