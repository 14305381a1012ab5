import type { Missed } from '@ftz/shared/state/missed.ts';
import { create } from 'zustand';

/** What this page has to say about the time in which it was away; server times in ms. */
export type AwayNotice = {
  /** Alarms came while it was away: said until somebody has read it. */
  missed: (Missed & { fromMs: number; untilMs: number; times: number }) | null;
  /** The center goes on from a backup, and the page has read everything anew. */
  restored: { atMs: number } | null;
  /** It was away, and nothing was missed: said quietly, and not for long. */
  caughtUp: { atMs: number } | null;
};

/** `missed` is null where the history itself became another one, which cannot be compared. */
export type Return = { fromMs: number; untilMs: number; missed: Missed | null };

export const noNotice: AwayNotice = { missed: null, restored: null, caughtUp: null };

/** A notice that nobody has read yet is not lost by the next time away: they add up. */
export function noticeAfter(before: AwayNotice, { fromMs, untilMs, missed }: Return): AwayNotice {
  if (missed === null) return { ...noNotice, restored: { atMs: untilMs } };
  const { missed: unread } = before;
  const isNone = missed.alarms === 0 && missed.incidents === 0;
  // Beside a notice that much was missed, one that nothing was would be read as its end.
  if (isNone) return unread ? before : { ...before, caughtUp: { atMs: untilMs } };
  const first = unread?.firstCriticalId ?? missed.firstCriticalId;
  return {
    ...before,
    caughtUp: null,
    missed: {
      alarms: missed.alarms + (unread?.alarms ?? 0),
      critical: missed.critical + (unread?.critical ?? 0),
      incidents: missed.incidents + (unread?.incidents ?? 0),
      firstCriticalId: first,
      fromMs: unread?.fromMs ?? fromMs,
      untilMs,
      times: 1 + (unread?.times ?? 0),
    },
  };
}

const store = create<{ notice: AwayNotice }>(() => ({ notice: noNotice }));

export function returnedFromAway(returned: Return): void {
  store.setState(({ notice }) => ({ notice: noticeAfter(notice, returned) }));
}

export function dismissAwayNotice(part: keyof AwayNotice): void {
  store.setState(({ notice }) => ({ notice: { ...notice, [part]: null } }));
}

export function forgetAway(): void {
  store.setState({ notice: noNotice });
}

export function awayNoticeNow(): AwayNotice {
  return store.getState().notice;
}

export function useAwayNotice(): AwayNotice {
  return store((state) => state.notice);
}
