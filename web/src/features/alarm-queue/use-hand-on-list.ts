import { useCallback, useEffect, useRef, useState } from 'react';

/** A pointer that rests, or a key pressed a while ago, no longer aims at a row. */
const aimsForMs = 8000;

/** Whether the operator is aiming at the list, and how to say so. */
export function useHandOnList() {
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const touch = useCallback(() => {
    setHeld(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setHeld(false), aimsForMs);
  }, []);
  const release = useCallback(() => {
    clearTimeout(timer.current);
    setHeld(false);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { held, touch, release };
}
