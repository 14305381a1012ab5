import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { useEffect, useRef, useState } from 'react';
import type { Answer } from '#api/request.ts';
import { serverNow } from './server-clock.ts';

/** The newest answer, kept while the next is under way or refused. `atMs` 0: none yet. */
export type Asked<T> = { value: T | null; refusal: Refusal | null; atMs: number };

/**
 * Asks at once and then every so often, and anew when `question` is another function: memoise it. What
 * was answered stays until the next answer, so that nothing on the page jumps.
 */
export function useAskedAgain<T>(question: () => Promise<Answer<T>>, everyMs: number) {
  const [asked, setAsked] = useState<Asked<T>>({ value: null, refusal: null, atMs: 0 });
  const askNow = useRef<() => void>(() => undefined);
  useEffect(() => {
    let wanted = true;
    const ask = async () => {
      const answer = await question();
      if (!wanted) return;
      setAsked((before) =>
        answer.ok
          ? { value: answer.value, refusal: null, atMs: serverNow() }
          : { ...before, refusal: answer.refusal },
      );
    };
    askNow.current = () => void ask();
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [question, everyMs]);
  return { ...asked, askNow: () => askNow.current() };
}
