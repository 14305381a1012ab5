import type { AwaitedMedia } from '#domain/camera-source.ts';
import { failed } from './judge-media.ts';
import { hasMedia, isFurther, isTooFar, nextPlace } from './part-places.ts';
import type { HeldBack, PlaylistFetch } from './upstream.ts';
import type { LivePlaylist } from './upstream-playlist.ts';

export type Reached =
  | { ok: true; playlist: LivePlaylist }
  | { ok: false; reason: 'unreachable' | 'too-far' | 'not-in-time' };

export type NearEdge = {
  /** The newest playlist, as soon as it lists what is awaited; at once where the camera hands out no parts. */
  reach: (awaited: AwaitedMedia | null, left: AbortSignal) => Promise<Reached>;
  /** The newest playlist that is known, without waiting for a newer one. */
  newest: () => Promise<PlaylistFetch>;
};

const freshMs = 500;
/** Nobody waits longer than three target durations (RFC 8216bis, 6.2.5.2), nor than this. */
const longestWaitMs = 6_000;

/**
 * The live edge of one camera that hands out parts. However many wait for it, the camera is asked to hold one
 * request back at a time, and always for what comes next after what is known: what viewers ask for is never
 * passed on. `load` never rejects.
 */
export function createNearEdge(
  load: (heldBack?: HeldBack) => Promise<PlaylistFetch>,
  nowMs: () => number,
): NearEdge {
  let known: { playlist: LivePlaylist; atMs: number } | null = null;
  let underWay: Promise<PlaylistFetch> | null = null;

  async function loadOnce(heldBack?: HeldBack): Promise<PlaylistFetch> {
    const before = known?.playlist;
    const fetched = await load(heldBack);
    if (!fetched.ok) return fetched;
    known = { playlist: fetched.playlist, atMs: nowMs() };
    // A camera that does not hold back what it was asked to must not be asked without a pause.
    if (heldBack && before && !isFurther(fetched.playlist, before))
      await sleep((fetched.playlist.parts?.targetS ?? 1) * 1000);
    return fetched;
  }

  function ask(heldBack?: HeldBack): Promise<PlaylistFetch> {
    underWay ??= loadOnce(heldBack).finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function newest(): Promise<PlaylistFetch> {
    // While the camera is held to its next part, nobody else can know a newer one.
    const isFresh = known && (underWay !== null || nowMs() - known.atMs < freshMs);
    return known && isFresh ? { ok: true, playlist: known.playlist } : ask();
  }

  /** One answer after another, until one is good, or it is time to give up. */
  async function wait(from: LivePlaylist, awaited: AwaitedMedia, gone: Gone): Promise<Reached> {
    const verdict = judge(from, awaited);
    if (verdict !== null) return verdict;
    // A timer takes whole milliseconds.
    const timeoutMs = Math.ceil(gone.atMs - nowMs());
    if (gone.signal.aborted || timeoutMs <= 0) return { ok: false, reason: 'not-in-time' };
    const asked = ask({ ...nextPlace(from), timeoutMs });
    const fetched = await Promise.race([asked, gone.promise]);
    if (fetched === null) return { ok: false, reason: 'not-in-time' };
    return fetched.ok ? wait(fetched.playlist, awaited, gone) : reachedBy(fetched);
  }

  async function reach(awaited: AwaitedMedia | null, left: AbortSignal): Promise<Reached> {
    const fetched = await newest();
    if (awaited === null || !fetched.ok) return reachedBy(fetched);
    const longestMs = Math.min(longestWaitMs, 3000 * fetched.playlist.targetDurationS);
    const signal = AbortSignal.any([left, AbortSignal.timeout(longestMs)]);
    const gone = { signal, promise: aborted(signal), atMs: nowMs() + longestMs };
    return wait(fetched.playlist, awaited, gone);
  }

  return { reach, newest };
}

/** Who asked has left, or has waited long enough; at the latest at `atMs`. */
type Gone = { signal: AbortSignal; promise: Promise<null>; atMs: number };

/** Null: it has to be waited for. */
function judge(playlist: LivePlaylist, awaited: AwaitedMedia): Reached | null {
  if (playlist.parts === undefined || hasMedia(playlist, awaited)) return { ok: true, playlist };
  return isTooFar(playlist, awaited) ? { ok: false, reason: 'too-far' } : null;
}

/** A camera of the directory without a playlist is down, not missing. */
function reachedBy(fetched: PlaylistFetch): Reached {
  return fetched.ok ? fetched : { ...failed('unreachable'), reason: 'unreachable' };
}

function aborted(signal: AbortSignal): Promise<null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  if (signal.aborted) resolve(null);
  else signal.addEventListener('abort', () => resolve(null), { once: true });
  return promise;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
