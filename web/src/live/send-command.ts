import type {
  Command,
  CommandArgument,
  CommandName,
  CommandReply,
} from '@ftz/shared/contract/live-up.ts';
import { localRefusals } from '#api/local-refusal.ts';
import { emitCommand, isConnected } from './socket.ts';
import { steadyNow } from './steady-clock.ts';

const attemptMs = 4000;
const pauseMs = 300;
const giveUpMs = 30_000;

/** The edges of the world that a retry needs; tests bring their own. */
export type CommandLine = {
  isConnected: () => boolean;
  emit: (command: Command, withinMs: number) => Promise<CommandReply>;
  pause: (ms: number) => Promise<void>;
  nowMs: () => number;
};

const liveLine: CommandLine = {
  isConnected,
  emit: emitCommand,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  nowMs: steadyNow,
};

/**
 * Sends one act of a person and waits for the server's word. A lost reply is asked for again under
 * the same id, which has one effect however often it arrives. Nothing on the screen changes by this:
 * the durable event that follows does. Gives up after 30 s, then with a refusal that says so.
 */
export async function sendCommand<N extends CommandName>(
  name: N,
  argument: CommandArgument<N>,
  basedOnVersion: number | null,
  line: CommandLine = liveLine,
): Promise<CommandReply> {
  const commandId = crypto.randomUUID();
  const command = { commandId, name, basedOnVersion, argument } as Command;
  const untilMs = line.nowMs() + giveUpMs;
  while (line.nowMs() < untilMs) {
    const reply = line.isConnected() ? await attempt(command, line) : null;
    if (reply) return reply;
    await line.pause(pauseMs);
  }
  return { ok: false, refusal: localRefusals.unreachable };
}

async function attempt(command: Command, line: CommandLine): Promise<CommandReply | null> {
  try {
    return await line.emit(command, attemptMs);
  } catch {
    return null;
  }
}
