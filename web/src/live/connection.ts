import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/**
 * What this page may say of itself. Times are this machine's clock in ms. `blind` is said aloud on
 * every screen: what is shown may be old, and `sinceMs` says since when.
 */
export type Connection =
  | { state: 'connecting'; sinceMs: number }
  | { state: 'live'; heardAtMs: number }
  | { state: 'blind'; sinceMs: number }
  | { state: 'signed-out' }
  | { state: 'outdated' };

export type ConnectionEvent =
  | { type: 'started'; atMs: number }
  | { type: 'heard'; atMs: number }
  | { type: 'ticked'; atMs: number }
  | { type: 'signed-out' }
  | { type: 'outdated' };

/**
 * The heartbeat comes every 2 s. Two missed ones and a margin: a viewer is told within 5 s, and a
 * single late beat alarms nobody.
 */
const silenceMs = 4500;

export function nextConnection(before: Connection, event: ConnectionEvent): Connection {
  if (event.type === 'started') return { state: 'connecting', sinceMs: event.atMs };
  if (event.type === 'outdated') return { state: 'outdated' };
  if (event.type === 'signed-out') return { state: 'signed-out' };
  if (before.state === 'outdated' || before.state === 'signed-out') return before;
  return event.type === 'heard'
    ? { state: 'live', heardAtMs: event.atMs }
    : nextByTime(before, event.atMs);
}

function nextByTime(
  before: Extract<Connection, { state: 'connecting' | 'live' | 'blind' }>,
  atMs: number,
): Connection {
  if (before.state === 'blind') return before;
  const lastMs = before.state === 'live' ? before.heardAtMs : before.sinceMs;
  return atMs - lastMs >= silenceMs ? { state: 'blind', sinceMs: lastMs } : before;
}

const store = createStore<{ connection: Connection }>(() => ({
  connection: { state: 'connecting', sinceMs: 0 },
}));

export function connectionHappened(event: ConnectionEvent): void {
  const { connection } = store.getState();
  const next = nextConnection(connection, event);
  if (next !== connection) store.setState({ connection: next });
}

/** Re-renders on each heartbeat: take `useIsBlind` where the answer alone matters. */
export function useConnection(): Connection {
  return useStore(store, ({ connection }) => connection);
}

export function useConnectionState(): Connection['state'] {
  return useStore(store, ({ connection }) => connection.state);
}

export function useIsBlind(): boolean {
  return useConnectionState() === 'blind';
}
