import { useEffect, useState } from 'react';
import { signedInAtMs } from '#api/kept-principal.ts';
import { useCall } from '#live/call-store.ts';
import { useConnectionState } from '#live/connection.ts';
import { useNow } from '#live/server-clock.ts';
import { idleMs, lockAfterMs } from './idle-time.ts';

const key = 'phone-touched';
const touches = ['pointerdown', 'keydown'] as const;
const startedAtMs = Date.now();
/** Where storage is refused, the page remembers for as long as it is open. */
let touchedAtMs: number | null = null;

/**
 * Whether this phone has lain about for so long that it asks who holds it. Only where the center can
 * hear the answer: without a connection the phone goes on, for nobody could open it again.
 */
export function usePhoneLock(): boolean {
  const isLive = useConnectionState() === 'live';
  const inCall = useCall().phase === 'on';
  useNow();
  const [, look] = useState(0);
  useEffect(() => {
    // A touch on a phone that lay too long is not yet its owner's.
    const touch = () => {
      if (idleNow() < lockAfterMs) write(Date.now());
    };
    const seen = () => look((n) => n + 1);
    for (const name of touches) document.addEventListener(name, touch, { capture: true });
    document.addEventListener('visibilitychange', seen);
    return () => {
      for (const name of touches) document.removeEventListener(name, touch, { capture: true });
      document.removeEventListener('visibilitychange', seen);
    };
  }, []);
  useEffect(() => {
    if (!inCall) return;
    const talking = setInterval(() => write(Date.now()), 10_000);
    return () => clearInterval(talking);
  }, [inCall]);
  return isLive && !inCall && idleNow() >= lockAfterMs;
}

function idleNow(): number {
  return idleMs(Date.now(), { signedInAtMs: signedInAtMs(), touchedAtMs: read(), startedAtMs });
}

function read(): number | null {
  try {
    const stored = localStorage.getItem(key);
    return stored === null ? touchedAtMs : Number(stored);
  } catch {
    return touchedAtMs;
  }
}

function write(atMs: number): void {
  touchedAtMs = atMs;
  try {
    localStorage.setItem(key, String(atMs));
  } catch {
    return;
  }
}
