/** Lets heavy work happen a few at a time, in the order of asking, with a queue that ends. */
export type Turns = {
  /**
   * Null, at once: too many are waiting already. `until`: what the work gives is held until then, and
   * what is held counts as waiting.
   */
  take: <T>(work: () => Promise<T>, until?: Promise<unknown>) => Promise<T> | null;
};

export function createTurns(atOnce: number, mostWaiting: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;
  let held = 0;

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

  async function inTurnAndHeld<T>(work: () => Promise<T>, until: Promise<unknown>): Promise<T> {
    const made = await inTurn(work);
    held += 1;
    const letGo = () => {
      held -= 1;
    };
    until.then(letGo, letGo);
    return made;
  }

  return {
    take: (work, until) => {
      if (running + held >= atOnce && waiting.length + held >= mostWaiting) return null;
      return until ? inTurnAndHeld(work, until) : inTurn(work);
    },
  };
}
