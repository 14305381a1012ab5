import type { CommandArgument, CommandName } from '@ftz/shared/contract/live-up.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { create } from 'zustand';
import { sendCommand } from './send-command.ts';
import { serverNow } from './server-clock.ts';

/** What a button that acts shows: nothing, waiting for the server's word, or its "no". */
export type Act =
  | { state: 'idle' }
  | { state: 'sending'; name: CommandName }
  | { state: 'refused'; name: CommandName; refusal: Refusal };

/** An act as it was sent: its name with what belongs to that name. */
export type Sent = {
  [N in CommandName]: { name: N; argument: CommandArgument<N> };
}[CommandName];

/** What the server accepted last from this page, when, and on what it was performed. */
export type Done = { key: string; atMs: number; sent: Sent };

const idle: Act = { state: 'idle' };
const store = create<{ acts: Record<string, Act>; done: Done | null }>(() => ({
  acts: {},
  done: null,
}));

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
  if (reply.ok)
    store.setState({ done: { key, atMs: serverNow(), sent: { name, argument } as Sent } });
  return reply.ok;
}

/** Whether the server's word is still awaited for any act. */
export function isActing(): boolean {
  return Object.values(store.getState().acts).some(({ state }) => state === 'sending');
}

export function useAct(key: string): Act {
  return store(({ acts }) => acts[key] ?? idle);
}

export function useLastDone(): Done | null {
  return store(({ done }) => done);
}

/** The next person on this page did none of it. */
export function forgetActs(): void {
  store.setState({ acts: {}, done: null });
}

export function forgetRefusal(key: string): void {
  if (store.getState().acts[key]?.state === 'refused') put(key, idle);
}
