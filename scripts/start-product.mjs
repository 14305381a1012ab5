import { setTimeout as pause } from 'node:timers/promises';
import { isStopping, runStep, startChild, stopChild, stopExitCode } from './child-processes.mjs';
import { buildWeb, install, pinnedNode, toolEnv } from './toolchain.mjs';

const bff = 'bff/src/main.ts';
const simulatedFeeds = { file: 'mock-feeds/src/main.ts', name: 'The simulated feeds' };
const nationalCentre = { file: 'mock-feeds/src/national.ts', name: 'The national centre' };
const restartAfterMs = 1000;
/** The exit code of all of them for settings that no second start would make better. */
const refusedSettings = 2;

/**
 * Keeps a simulated part of the world alive beside the BFF: real ones come back too. Returns how to
 * end it for good.
 */
function keepRunning({ file, name }, settings) {
  const noLongerWanted = new AbortController();
  const { signal } = noLongerWanted;
  let running = null;

  const run = async () => {
    while (!(signal.aborted || isStopping())) {
      running = startChild(pinnedNode, [file], { ipc: true, env: toolEnv() });
      // Not as an argument: the settings hold device keys, and everybody can list processes.
      running.child.send(settings);
      const code = await running.ended;
      if (signal.aborted || isStopping()) return;
      if (code === refusedSettings) {
        console.error(`${name} cannot run with these settings; nothing of it will come.`);
        return;
      }
      console.error(`${name} ended (code ${code}); a new one starts in a second.`);
      await pause(restartAfterMs, null, { signal }).catch(() => {});
    }
  };
  const finished = run();

  return async () => {
    noLongerWanted.abort();
    stopChild(running.child);
    await finished;
  };
}

/**
 * Runs the BFF until it ends and gives its exit code. It says over the channel when it is ready and
 * with which settings simulated devices find it; null means that it wants none.
 */
async function serve(args) {
  let stopWorld = [];
  const { child, ended } = startChild(pinnedNode, [bff, ...args], { ipc: true, env: toolEnv() });
  child.on('message', (message) => {
    if (message?.type !== 'ready' || message.feeds === null || isStopping()) return;
    const isThereAbove = message.feeds.upstreamUrl !== null;
    const world = isThereAbove ? [simulatedFeeds, nationalCentre] : [simulatedFeeds];
    stopWorld = world.map((part) => keepRunning(part, message.feeds));
  });
  const code = await ended;
  await Promise.all(stopWorld.map((stop) => stop()));
  return code;
}

/** Steps up to a running product; the first exit code that is not 0 ends the walk. */
async function walk(steps) {
  for (const step of steps) {
    if (isStopping()) return stopExitCode();
    const code = await step();
    if (code !== 0) return code;
  }
  return 0;
}

/**
 * `npm start`. Settings are read and judged by the BFF alone, before the pages are built, so that a
 * wrong value (exit code 2) and `--help` answer at once.
 */
export function startProduct(args) {
  const ask = (...question) => runStep(pinnedNode, [bff, ...question], { env: toolEnv() });
  if (args.includes('--help')) return walk([install, () => ask(...args)]);
  return walk([install, () => ask('--check', ...args), buildWeb, () => serve(args)]);
}
