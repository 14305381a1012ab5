/** An encrypted frame outside this window is answered NAK (DC-09 clause 5.5.1.9). */
const behindMs = 40_000;
const aheadMs = 20_000;
/** Only accounts with a key are remembered, and only once one of their frames was opened. */
const mostAccounts = 4096;

export type ClockJudgement = 'good' | 'clock-off' | 'replayed';
export type ClockJudge = ReturnType<typeof createClockJudge>;

/**
 * Whether an encrypted frame was written now. One from before the window is `replayed` when its account
 * has since sent a newer one: a panel's clock does not run backwards, a recording does. Its dates are
 * inside the ciphertext, so nobody without the key can renew them.
 */
export function createClockJudge() {
  const newest = new Map<string, number>();

  return {
    judge(account: string, sentAtMs: number | null, nowMs: number): ClockJudgement {
      if (sentAtMs === null || sentAtMs - nowMs > aheadMs) return 'clock-off';
      if (nowMs - sentAtMs <= behindMs) return 'good';
      return sentAtMs <= (newest.get(account) ?? -1) ? 'replayed' : 'clock-off';
    },
    /** A frame of this date was taken. */
    took(account: string, sentAtMs: number | null): void {
      if (sentAtMs === null || sentAtMs <= (newest.get(account) ?? -1)) return;
      if (newest.size >= mostAccounts && !newest.has(account)) return;
      newest.set(account, sentAtMs);
    },
  };
}
