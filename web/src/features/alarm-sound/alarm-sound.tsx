import type { Severity } from '@ftz/shared/contract/alarm.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { useEffect, useRef, useState } from 'react';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { isSoundUnlocked, playTone, unlockSound } from './alarm-tone.ts';
import { dueTone } from './due-tone.ts';
import './alarm-sound.css';

const muteMs = 60_000;

/** Calls for unacknowledged critical and high alarms; its button mutes for a minute at most. */
export function AlarmSound() {
  const text = useText().shell;
  const unlocked = useUnlocked();
  const [mutedUntilMs, setMutedUntilMs] = useState(0);
  const leftMs = useCountdown(mutedUntilMs);
  useTones(unlocked && leftMs <= 0);
  if (!unlocked) return <span className="alarm-sound blocked">{text.soundBlocked}</span>;
  const muted = leftMs > 0;
  return (
    <button
      type="button"
      className="alarm-sound"
      aria-pressed={muted}
      onClick={() => setMutedUntilMs(muted ? 0 : Date.now() + muteMs)}
    >
      {muted ? text.muted(Math.ceil(leftMs / 1000)) : text.mute}
    </button>
  );
}

function useUnlocked(): boolean {
  const [unlocked, setUnlocked] = useState(isSoundUnlocked);
  useEffect(() => {
    if (unlocked) return;
    const touched = () => void unlockSound().then(setUnlocked);
    const touches = ['pointerdown', 'keydown'] as const;
    for (const touch of touches) window.addEventListener(touch, touched);
    return () => {
      for (const touch of touches) window.removeEventListener(touch, touched);
    };
  }, [unlocked]);
  return unlocked;
}

function useCountdown(untilMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    setNowMs(Date.now());
    if (untilMs <= Date.now()) return;
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, [untilMs]);
  return untilMs - nowMs;
}

function useTones(audible: boolean): void {
  const alarms = useSituation(openAlarms);
  const last = useRef<Partial<Record<Severity, number>>>({});
  useEffect(() => {
    if (!audible) return;
    const call = () => {
      const severity = dueTone(alarms, last.current, Date.now());
      if (severity === null) return;
      last.current[severity] = Date.now();
      playTone(severity);
    };
    call();
    const timer = setInterval(call, 500);
    return () => clearInterval(timer);
  }, [audible, alarms]);
}
