import { useSyncExternalStore } from 'react';
import { createHeardClock } from './heard-clock.ts';
import { steadyNow } from './steady-clock.ts';

/**
 * Ages are differences between the server's stamps and now; a phone or desk whose clock is wrong must
 * not show wrong ages, so "now" is what the server last said and the time that has passed since.
 */
let offsetMs = Date.now() + keptErrorMs() - steadyNow();
let shownNowMs = 0;
let timer: ReturnType<typeof setTimeout> | null = null;
const heard = createHeardClock();
const listeners = new Set<() => void>();

/** Takes the server's time from a message that has just arrived. */
export function heardServerTime(serverAtMs: number): void {
  offsetMs = heard.hear(serverAtMs, steadyNow());
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

/** On the server's full second, so that all screens of a hall tick, turn and age in the same moment. */
function awaitSecond(): void {
  // A timer may be early by less than a millisecond, and would find the second before once more.
  const leftMs = 1_001 - (serverNow() % 1_000);
  timer = setTimeout(tick, leftMs);
}

function tick(): void {
  awaitSecond();
  shownNowMs = serverNow();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) awaitSecond();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearTimeout(timer);
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
