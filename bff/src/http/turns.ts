/** Lets heavy work happen a few at a time, in the order of asking, with a queue that ends. */
export type Turns = {
  /** Null, at once: too many are waiting already. */
  take: <T>(work: () => Promise<T>) => Promise<T> | null;
};

export function createTurns(atOnce: number, mostWaiting: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running < atOnce) running += 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      // The place is handed on, not freed: nobody who comes just now gets in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return {
    take: (work) => (running >= atOnce && waiting.length >= mostWaiting ? null : inTurn(work)),
  };
}
