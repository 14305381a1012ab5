/** Hands on the newest value of each name at once, and then no oftener than every `everyMs`. */
export type SteadyFeed<Name, Value> = {
  put(name: Name, value: Value): void;
  /** What still waits is never handed on. */
  stop(): void;
};

/**
 * In a flood a fence changes many times a second, and each change would cut tiles and draw the whole
 * map anew. What waits is replaced by what comes later: the map shows the last word, a little after it.
 */
export function createSteadyFeed<Name, Value>(
  handOn: (name: Name, value: Value) => void,
  everyMs: number,
): SteadyFeed<Name, Value> {
  const resting = new Map<Name, { timer: ReturnType<typeof setTimeout>; waits?: Value }>();

  function give(name: Name, value: Value): void {
    handOn(name, value);
    resting.set(name, { timer: setTimeout(() => wakeUp(name), everyMs) });
  }

  function wakeUp(name: Name): void {
    const rest = resting.get(name);
    resting.delete(name);
    if (rest && 'waits' in rest) give(name, rest.waits as Value);
  }

  return {
    put(name, value) {
      const rest = resting.get(name);
      if (rest) rest.waits = value;
      else give(name, value);
    },
    stop() {
      for (const { timer } of resting.values()) clearTimeout(timer);
      resting.clear();
    },
  };
}
