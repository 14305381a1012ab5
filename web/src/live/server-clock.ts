import { useSyncExternalStore } from 'react';
import { steadyNow } from './steady-clock.ts';

/**
 * Ages are differences between the server's stamps and now; a phone or desk whose clock is wrong must
 * not show wrong ages, so "now" is what the server last said and the time that has passed since.
 */
let offsetMs = Date.now() + keptErrorMs() - steadyNow();
let shownNowMs = 0;
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

/** Takes the server's time from a message that has just arrived. */
export function heardServerTime(serverAtMs: number): void {
  offsetMs = serverAtMs - steadyNow();
  keepErrorMs(serverAtMs - Date.now());
}

const errorKey = 'clock-error-ms';
/** Less than what a message takes on its way is no error of a clock. */
const smallErrorMs = 2_000;
let writtenErrorMs: number | null = null;

/** How wrong this machine's own clock is, for a page that starts without a connection. */
function keptErrorMs(): number {
  try {
    return Number(localStorage.getItem(errorKey)) || 0;
  } catch {
    return 0;
  }
}

function keepErrorMs(errorMs: number): void {
  const told = Math.abs(errorMs) < smallErrorMs ? 0 : Math.round(errorMs);
  if (writtenErrorMs !== null && Math.abs(told - writtenErrorMs) < smallErrorMs) return;
  writtenErrorMs = told;
  try {
    localStorage.setItem(errorKey, String(told));
  } catch {
    return;
  }
}

/** What the server's clock showed when the steady one of this page showed `steadyMs`. */
export function serverTimeOf(steadyMs: number): number {
  return steadyMs + offsetMs;
}

export function serverNow(): number {
  return serverTimeOf(steadyNow());
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
