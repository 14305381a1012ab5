/** Sees a page that stands still behind the head of the log, though it may see every entry. */
export type LagWatch = {
  /** One heartbeat. True when nothing has come since the one before, which it was already behind. */
  isStuck: (ownSeq: number, headSeq: number) => boolean;
};

export function createLagWatch(): LagWatch {
  let stoodAt: number | null = null;
  return {
    isStuck(ownSeq, headSeq) {
      const isBehind = ownSeq < headSeq;
      const isStuck = isBehind && stoodAt === ownSeq;
      stoodAt = isBehind && !isStuck ? ownSeq : null;
      return isStuck;
    },
  };
}
