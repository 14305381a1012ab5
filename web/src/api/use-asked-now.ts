import { useEffect, useState } from 'react';

/**
 * What is so of a thing now: asked at once and again for as long as it is wanted. Null until somebody
 * answers, and where nobody can say: an old answer is not kept.
 */
export function useAskedNow<T>(
  askOf: (id: string) => Promise<T | null>,
  id: string,
  isWanted: boolean,
  everyMs: number,
): T | null {
  const [answer, setAnswer] = useState<T | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    let isGone = false;
    const ask = async () => {
      const found = await askOf(id);
      if (!isGone) setAnswer(found);
    };
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [askOf, id, isWanted, everyMs]);
  return isWanted ? answer : null;
}
