import type { CommandArgument, CommandName } from '@ftz/shared/contract/live-up.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { create } from 'zustand';
import { sendCommand } from './send-command.ts';

/** What a button that acts shows: nothing, waiting for the server's word, or its "no". */
export type Act =
  | { state: 'idle' }
  | { state: 'sending'; name: CommandName }
  | { state: 'refused'; name: CommandName; refusal: Refusal };

const idle: Act = { state: 'idle' };
const store = create<{ acts: Record<string, Act> }>(() => ({ acts: {} }));

function put(key: string, act: Act): void {
  store.setState(({ acts }) => ({ acts: { ...acts, [key]: act } }));
}

/**
 * Performs one act on the thing that `key` names (an alarm, a task, an incident). Whoever shows that
 * thing, in whatever room, shows the same pending or refused state. A second act on it while one is
 * under way is not sent. True when the server accepted it.
 */
export async function perform<N extends CommandName>(
  key: string,
  name: N,
  argument: CommandArgument<N>,
  basedOnVersion: number | null,
): Promise<boolean> {
  if (store.getState().acts[key]?.state === 'sending') return false;
  put(key, { state: 'sending', name });
  const reply = await sendCommand(name, argument, basedOnVersion);
  put(key, reply.ok ? idle : { state: 'refused', name, refusal: reply.refusal });
  return reply.ok;
}

/** Whether the server's word is still awaited for any act. */
export function isActing(): boolean {
  return Object.values(store.getState().acts).some(({ state }) => state === 'sending');
}

export function useAct(key: string): Act {
  return store(({ acts }) => acts[key] ?? idle);
}

export function forgetRefusal(key: string): void {
  if (store.getState().acts[key]?.state === 'refused') put(key, idle);
}
