/**
 * Who is caught up on this beat. Each frame that is composed for one standing alone holds everybody
 * else up, so there are few on a beat, and whoever has waited longest comes first.
 */
export type CatchUpTurns = {
  /** Of those that `need` a frame, by name, those that get it now. Who is not `there` any more loses his place. */
  take: (need: ReadonlySet<string>, there: ReadonlySet<string>) => ReadonlySet<string>;
};

export function createCatchUpTurns(mostPerBeat: number): CatchUpTurns {
  let line = new Set<string>();
  return {
    take: (need, there) => {
      line = new Set([...line].filter((name) => there.has(name)));
      for (const name of need) line.add(name);
      const now = [...line].filter((name) => need.has(name)).slice(0, mostPerBeat);
      for (const name of now) line.delete(name);
      return new Set(now);
    },
  };
}
