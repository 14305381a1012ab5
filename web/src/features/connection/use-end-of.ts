import { useEffect } from 'react';
import { type AwayNotice, dismissAwayNotice } from '#live/away-notice.ts';

/** Lets a part of the notice go `afterMs` after it was first shown. */
export function useEndOf(part: keyof AwayNotice, shown: object | null, afterMs: number): void {
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => dismissAwayNotice(part), afterMs);
    return () => clearTimeout(timer);
  }, [part, shown, afterMs]);
}
