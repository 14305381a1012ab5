import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { steadyNow } from './steady-clock.ts';

/**
 * What this page may say of itself. Times are `steadyNow()`, which nobody sets back. `blind` is said
 * aloud on every screen: what is shown may be old, and `sinceMs` says since when. A live connection
 * that hears nothing more is blind at `blindAtMs`.
 */
export type Connection =
  | { state: 'connecting'; sinceMs: number }
  | { state: 'live'; heardAtMs: number; blindAtMs: number }
  | { state: 'blind'; sinceMs: number }
  | { state: 'signed-out' }
  | { state: 'outdated' };

export type ConnectionEvent =
  | { type: 'started'; atMs: number }
  | { type: 'heard'; atMs: number }
  | { type: 'dropped'; atMs: number }
  | { type: 'ticked'; atMs: number }
  | { type: 'signed-out' }
  | { type: 'outdated' };

/**
 * The heartbeat comes every second. Three of them: a late or a lost one alarms nobody, and of the five
 * seconds within which a viewer is told, a machine that is busy drawing has two for the band itself.
 */
const silenceMs = 3000;
/** The first word follows the situation itself, which takes a while on a slow line. */
const firstWordMs = 4500;
/** A line that broke often is back within a second; then nobody needs to be told. */
const graceMs = 1500;

export function nextConnection(before: Connection, event: ConnectionEvent): Connection {
  if (event.type === 'started') return { state: 'connecting', sinceMs: event.atMs };
  if (event.type === 'outdated') return { state: 'outdated' };
  if (event.type === 'signed-out') return { state: 'signed-out' };
  if (before.state === 'outdated' || before.state === 'signed-out') return before;
  if (event.type === 'heard') {
    return { state: 'live', heardAtMs: event.atMs, blindAtMs: event.atMs + silenceMs };
  }
  return event.type === 'dropped' ? nextByDrop(before, event.atMs) : nextByTime(before, event.atMs);
}

type Trying = Extract<Connection, { state: 'connecting' | 'live' | 'blind' }>;

function nextByDrop(before: Trying, atMs: number): Connection {
  if (before.state !== 'live') return before;
  return { ...before, blindAtMs: Math.min(before.blindAtMs, atMs + graceMs) };
}

function nextByTime(before: Trying, atMs: number): Connection {
  if (before.state === 'blind') return before;
  const isLive = before.state === 'live';
  const blindAtMs = isLive ? before.blindAtMs : before.sinceMs + firstWordMs;
  const sinceMs = isLive ? before.heardAtMs : before.sinceMs;
  return atMs >= blindAtMs ? { state: 'blind', sinceMs } : before;
}

/**
 * Since when a page that now hears the center again was away; null when it was not. A machine that
 * slept was away too, though no clock of its own ticked to say so.
 */
export function awaySince(before: Connection, heardAtMs: number): number | null {
  if (before.state === 'blind') return before.sinceMs;
  return before.state === 'live' && heardAtMs >= before.blindAtMs ? before.heardAtMs : null;
}

const store = createStore<{ connection: Connection }>(() => ({
  connection: { state: 'connecting', sinceMs: 0 },
}));

export function connectionHappened(type: ConnectionEvent['type']): void {
  const { connection } = store.getState();
  const next = nextConnection(connection, { type, atMs: steadyNow() });
  if (next !== connection) store.setState({ connection: next });
}

export function connectionNow(): Connection {
  return store.getState().connection;
}

/** Re-renders on each heartbeat: take `useIsBlind` where the answer alone matters. */
export function useConnection(): Connection {
  return useStore(store, ({ connection }) => connection);
}

export function useConnectionState(): Connection['state'] {
  return useStore(store, ({ connection }) => connection.state);
}

/** What is shown may be old: nothing is heard, or a page that is too old hears nothing more. */
export function isBlind(state: Connection['state']): boolean {
  return state === 'blind' || state === 'outdated';
}

export function useIsBlind(): boolean {
  return isBlind(useConnectionState());
}
