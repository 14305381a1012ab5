import { useSyncExternalStore } from 'react';

/**
 * Ages are differences between the server's stamps and now; a phone or desk whose clock is wrong must
 * not show wrong ages, so "now" is this machine's clock corrected by what the server last said.
 */
let offsetMs = 0;
let shownNowMs = 0;
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

/** Takes the server's time from a message that has just arrived. */
export function heardServerTime(serverAtMs: number, receivedAtMs: number): void {
  offsetMs = serverAtMs - receivedAtMs;
}

/** What the server's clock showed when this page's showed `pageMs`. */
export function serverTimeOf(pageMs: number): number {
  return pageMs + offsetMs;
}

export function serverNow(): number {
  return serverTimeOf(Date.now());
}

function tick(): void {
  shownNowMs = serverNow();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** Must answer the same twice in a row: a component that reads before it subscribes compares them. */
function readShown(): number {
  if (timer === null && Math.abs(serverNow() - shownNowMs) >= 1000) shownNowMs = serverNow();
  return shownNowMs;
}

/** The server's time in ms, once a second, the same for every component: all ages tick together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, readShown);
}
