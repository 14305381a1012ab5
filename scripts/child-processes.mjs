import { spawn } from 'node:child_process';

const stopSignals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** How long a process may take to end after it was told to; then it is killed with all it started. */
const graceMs = 10_000;

/**
 * One Ctrl-C reaches the launcher more than once: from the terminal, and again from npm, which
 * passes it on. Within this time they are one wish; a later one means "at once".
 */
const sameWishMs = 1000;

const running = new Set();
const told = new WeakSet();
let stopAskedAtMs = null;
let stopSignal = null;

/** Whether somebody asked the launcher to end. */
export const isStopping = () => stopSignal !== null;

/** What a shell would report for a command that this signal ended. */
export const stopExitCode = () => 128 + (stopSignals[stopSignal] ?? 0);

function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group ended between the check and the kill.
  }
}

/** Tells a process once to end, and kills it with everything that it started when it does not. */
export function stopChild(child, signal = 'SIGTERM') {
  if (!running.has(child) || told.has(child)) return;
  told.add(child);
  child.kill(signal);
  const lastResort = setTimeout(() => killGroup(child), graceMs);
  child.once('exit', () => clearTimeout(lastResort));
}

function stopAll(signal) {
  const nowMs = Date.now();
  if (stopAskedAtMs === null) {
    stopAskedAtMs = nowMs;
    stopSignal = signal;
    for (const child of running) stopChild(child, signal);
  } else if (nowMs - stopAskedAtMs > sameWishMs) {
    for (const child of running) killGroup(child);
  }
}

for (const signal of Object.keys(stopSignals)) process.on(signal, () => stopAll(signal));

/**
 * Starts a process in a group of its own: a terminal's Ctrl-C then reaches it once, through the
 * launcher, and its whole group can be ended. `ended` resolves with its exit code, 1 when a signal
 * killed it or when it could not be started. With `ipc`, a channel to it is open: a process whose
 * channel closes knows that the launcher is gone, however it went.
 */
export function startChild(command, args, { ipc = false, ...options } = {}) {
  const stdio = ['ignore', 'inherit', 'inherit', ...(ipc ? ['ipc'] : [])];
  const child = spawn(command, args, { stdio, detached: true, ...options });
  running.add(child);
  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      running.delete(child);
      resolve(1);
    });
    child.once('exit', (code) => {
      running.delete(child);
      // What it started may outlive it; nothing of this group is wanted any more.
      if (child.pid) killGroup(child);
      resolve(code ?? 1);
    });
  });
  return { child, ended };
}

/** Runs a step to its end and gives its exit code; once a stop was asked for, nothing starts. */
export async function runStep(command, args, options) {
  if (isStopping()) return stopExitCode();
  const code = await startChild(command, args, options).ended;
  return isStopping() ? stopExitCode() : code;
}
