import { useEffect, useState } from 'react';
import { useText } from '#text/text.ts';
import { isSoundUnlocked, testTones, unlockSound } from './alarm-tone.ts';
import { useTones } from './use-tones.ts';
import './alarm-sound.css';

const muteMs = 60_000;

/** Calls for what this desk has to hear; one button mutes this desk for a minute at most, one tries the sounds. */
export function AlarmSound() {
  const { shell: text, alarmDesk } = useText();
  const unlocked = useUnlocked();
  const [mutedUntilMs, setMutedUntilMs] = useState(0);
  const leftMs = useCountdown(mutedUntilMs);
  useTones(unlocked && leftMs <= 0);
  if (!unlocked) return <span className="alarm-sound blocked">{text.soundBlocked}</span>;
  const muted = leftMs > 0;
  return (
    <>
      <button
        type="button"
        className="alarm-sound"
        aria-pressed={muted}
        onClick={() => setMutedUntilMs(muted ? 0 : Date.now() + muteMs)}
      >
        {muted ? text.muted(Math.ceil(leftMs / 1000)) : text.mute}
      </button>
      <button type="button" className="alarm-sound" data-act="test-sound" onClick={testTones}>
        {alarmDesk.soundTest}
      </button>
    </>
  );
}

/** The loudspeaker of the hall: last to be called, and nobody's to mute. A kiosk may sound without a touch. */
export function HallSound() {
  useTones(useUnlocked());
  return null;
}

function useUnlocked(): boolean {
  const [unlocked, setUnlocked] = useState(isSoundUnlocked);
  useEffect(() => {
    if (unlocked) return;
    const touched = () => void unlockSound().then(setUnlocked);
    touched();
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
