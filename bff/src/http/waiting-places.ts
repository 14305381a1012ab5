export type WaitingPlaces = {
  /** A place of this session, to be left once; null where it has no more. */
  take: (session: string) => (() => void) | null;
};

/** Requests that are held back cost memory and a line for as long: no session may have more than `most` of them. */
export function createWaitingPlaces(most: number): WaitingPlaces {
  const taken = new Map<string, number>();
  return {
    take(session) {
      const before = taken.get(session) ?? 0;
      if (before >= most) return null;
      taken.set(session, before + 1);
      return () => {
        const left = (taken.get(session) ?? 1) - 1;
        if (left === 0) taken.delete(session);
        else taken.set(session, left);
      };
    },
  };
}
