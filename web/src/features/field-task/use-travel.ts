import type { Task } from '@ftz/shared/contract/task.ts';
import { useEffect } from 'react';
import { sendCommand } from '#live/send-command.ts';
import { isConnected } from '#live/socket.ts';
import { askOwnPosition } from './use-own-position.ts';

const reportEveryMs = 30_000;
const locateWithinMs = 8_000;

/** On the way: the screen stays on, and the desk is told where the unit is while there is a connection. */
export function useTravel({ unitId }: Task, isUnderWay: boolean): void {
  useEffect(() => {
    if (!isUnderWay) return;
    const letGo = keepScreenOn();
    const report = async () => {
      const fix = isConnected() ? await askOwnPosition(locateWithinMs) : null;
      if (fix && isConnected()) await sendCommand('unit.report-position', { unitId, ...fix }, null);
    };
    void report();
    const timer = setInterval(() => void report(), reportEveryMs);
    return () => {
      clearInterval(timer);
      letGo();
    };
  }, [unitId, isUnderWay]);
}

/** The browser lets go of the screen whenever the page is hidden: it is asked again afterwards. */
function keepScreenOn(): () => void {
  let lock: WakeLockSentinel | null = null;
  let isOver = false;
  const ask = async () => {
    if (isOver || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    lock = await navigator.wakeLock.request('screen').catch(() => null);
    if (isOver) await lock?.release();
  };
  void ask();
  const shown = () => void ask();
  document.addEventListener('visibilitychange', shown);
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', shown);
    void lock?.release();
  };
}
