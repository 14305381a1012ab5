import { useEffect } from 'react';
import { create } from 'zustand';
import type { Answer } from '#api/request.ts';
import { serverNow } from './server-clock.ts';
import type { Asked } from './use-asked-again.ts';

/**
 * One question that several parts of a page have: asked for all of them while any of them is shown, and
 * forgotten with the last, for the next person on this page has other areas. What was answered stays
 * until the next answer, with when it came.
 */
export function createSharedQuestion<T>(question: () => Promise<Answer<T>>, everyMs: number) {
  const none: Asked<T> = { value: null, refusal: null, atMs: 0 };
  const store = create<Asked<T>>(() => none);
  let shown = 0;
  let timer: ReturnType<typeof setInterval> | null = null;

  const ask = async () => {
    const answer = await question();
    if (timer === null) return;
    if (answer.ok) store.setState({ value: answer.value, refusal: null, atMs: serverNow() });
    else store.setState({ refusal: answer.refusal });
  };
  const begin = () => {
    shown += 1;
    if (timer !== null) return;
    timer = setInterval(() => void ask(), everyMs);
    void ask();
  };
  const end = () => {
    shown -= 1;
    if (shown > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
    store.setState(none);
  };

  return function useAnswer(): Asked<T> {
    useEffect(() => {
      begin();
      return end;
    }, []);
    return store();
  };
}
