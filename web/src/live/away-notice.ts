import type { Situation } from '@ftz/shared/contract/situation.ts';
import { type Missed, missedInAll, missedStillIn } from '@ftz/shared/state/missed.ts';
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

export type Return = { fromMs: number; untilMs: number; missed: Missed };

export const noNotice: AwayNotice = { missed: null, restored: null, caughtUp: null };

/** A notice that nobody has read yet is not lost by the next time away: they are told together. */
export function noticeAfter(before: AwayNotice, { fromMs, untilMs, missed }: Return): AwayNotice {
  const { missed: unread } = before;
  const isNone = missed.alarmIds.length + missed.incidentIds.length === 0;
  // Beside a notice that much was missed, one that nothing was would be read as its end.
  if (isNone) return unread ? before : { ...before, caughtUp: { atMs: untilMs } };
  return {
    ...before,
    caughtUp: null,
    missed: {
      ...(unread ? missedInAll(unread, missed) : missed),
      fromMs: unread?.fromMs ?? fromMs,
      untilMs,
      times: 1 + (unread?.times ?? 0),
    },
  };
}

/** The history is another one: what of the unread it still knows has been missed all the same. */
export function noticeAfterRestore(
  { missed }: AwayNotice,
  situation: Situation,
  atMs: number,
): AwayNotice {
  const left = missed && missedStillIn(situation, missed);
  return { missed: left && { ...missed, ...left }, restored: { atMs }, caughtUp: null };
}

const store = create<{ notice: AwayNotice }>(() => ({ notice: noNotice }));

export function returnedFromAway(returned: Return): void {
  store.setState(({ notice }) => ({ notice: noticeAfter(notice, returned) }));
}

export function historyWasRestored(situation: Situation, atMs: number): void {
  store.setState(({ notice }) => ({ notice: noticeAfterRestore(notice, situation, atMs) }));
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
