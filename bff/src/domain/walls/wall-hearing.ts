import type { WallBeat } from '@ftz/shared/contract/wall.ts';

/** How long a screen has been silent, as far as the house itself was there to hear it. */
export type Silence = { ms: number; isHeard: boolean };
/** The newest word of a screen, and when it came. */
export type HeardBeat = { beat: WallBeat; atMs: number };

/**
 * What screens say of themselves, by the account of each, in memory alone. Silence is counted in time
 * that the house was awake: a house that starts, or hung for a while, hears every screen anew before
 * it calls one silent; and a clock that is set makes nobody silent.
 */
export type WallHearing = {
  hear: (accountId: string, beat: WallBeat, nowMs: number) => void;
  /** A screen that is let in is awaited from then on. */
  expect: (accountId: string) => void;
  silence: (accountId: string) => Silence;
  newest: (accountId: string) => HeardBeat | null;
  /** The house looked again after so long. */
  watch: (elapsedMs: number) => void;
};

/** The house looks once a second, a busy one less often; a longer pause was one of its own. */
const longestLookMs = 5_000;

export function createWallHearing(): WallHearing {
  let watchedMs = 0;
  const heard = new Map<string, { sinceMs: number; newest: HeardBeat | null }>();
  return {
    hear: (accountId, beat, atMs) =>
      void heard.set(accountId, { sinceMs: watchedMs, newest: { beat, atMs } }),
    expect: (accountId) => void heard.set(accountId, { sinceMs: watchedMs, newest: null }),
    silence: (accountId) => {
      const last = heard.get(accountId);
      return { ms: Math.round(watchedMs - (last?.sinceMs ?? 0)), isHeard: Boolean(last?.newest) };
    },
    newest: (accountId) => heard.get(accountId)?.newest ?? null,
    watch: (elapsedMs) => {
      watchedMs += Math.min(elapsedMs, longestLookMs);
    },
  };
}
