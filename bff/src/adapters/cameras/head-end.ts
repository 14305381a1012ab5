import type { CameraFetch, CameraSource, NearFetch } from '#domain/camera-source.ts';
import { playlistFile, writePlaylist } from './browser-playlist.ts';
import { failed } from './judge-media.ts';
import { createNearPictures } from './near-pictures.ts';
import { createSharedFetch } from './shared-fetch.ts';
import type { HeldBack, Upstream } from './upstream.ts';
import { endOf, type LivePlaylist } from './upstream-playlist.ts';

export type HeadEndSettings = {
  isKnown: (cameraId: string) => boolean;
  upstreamOf: (cameraId: string) => Upstream;
};

/** The camera's newest listing: which segments it offers, and the date of its newest frame. */
type Listing = { first: number; last: number; newestMs: number; hasParts: boolean };

export type HeadEnd = Omit<CameraSource, 'troubleOf'> & {
  /** The date of the newest frame that the camera promises; null when it says nothing usable. */
  newestFrameMs: (cameraId: string) => Promise<number | null>;
};

const keptLimitBytes = 64 * 1024 * 1024;
const playlistFreshMs = 500;
const initFreshMs = 10_000;
/** A restarted encoder may count anew: even a segment must not be remembered for ever. */
const segmentFreshMs = 60_000;

/** One source of pictures for everybody: all viewers and the supervision share its fetches. */
export function createHeadEnd(settings: HeadEndSettings): HeadEnd {
  const { upstreamOf, isKnown } = settings;
  const listings = new Map<string, Listing>();
  const shared = createSharedFetch(keptLimitBytes, () => performance.now());

  async function list(cameraId: string, heldBack?: HeldBack) {
    const fetched = await upstreamOf(cameraId).playlist(cameraId, heldBack);
    if (fetched.ok) listings.set(cameraId, listingOf(fetched.playlist));
    return fetched;
  }

  async function loadPlaylist(cameraId: string): Promise<CameraFetch> {
    const fetched = await list(cameraId);
    // A camera of the directory without a playlist is down, not missing.
    return fetched.ok ? playlistFile(writePlaylist(fetched.playlist)) : failed('unreachable');
  }

  const playlist = (cameraId: string) =>
    shared(`${cameraId}/live`, playlistFreshMs, () => loadPlaylist(cameraId));

  const init = (cameraId: string) =>
    shared(`${cameraId}/init`, initFreshMs, () => upstreamOf(cameraId).init(cameraId));

  /**
   * Only what was listed lately is asked for: else a viewer could make us ask the head-end for any
   * number of segments that never were.
   */
  async function segment(cameraId: string, number: number): Promise<CameraFetch> {
    const listed = listings.get(cameraId);
    if (listed === undefined || number > listed.last) await playlist(cameraId);
    const listing = listings.get(cameraId);
    if (listing === undefined) return failed('unreachable');
    if (!isRecent(listing, number)) return failed('not-found');
    const load = () => upstreamOf(cameraId).segment(cameraId, number);
    return shared(`${cameraId}/${number}`, segmentFreshMs, load);
  }

  const near = createNearPictures({
    list,
    playlist,
    listsParts: (cameraId) => listings.get(cameraId)?.hasParts ?? false,
    upstreamOf,
    shared,
  });

  const onlyKnown = async <T extends NearFetch>(cameraId: string, ask: () => Promise<T>) =>
    isKnown(cameraId) ? ask() : failed('unknown-camera');

  return {
    playlist: (cameraId) => onlyKnown(cameraId, () => playlist(cameraId)),
    init: (cameraId) => onlyKnown(cameraId, () => init(cameraId)),
    segment: (cameraId, number) => onlyKnown(cameraId, () => segment(cameraId, number)),
    nearPlaylist: (cameraId, awaited, left) =>
      onlyKnown(cameraId, () => near.nearPlaylist(cameraId, awaited, left)),
    part: (cameraId, place, left) => onlyKnown(cameraId, () => near.part(cameraId, place, left)),
    newestFrameMs: async (cameraId) => {
      const fetched = await playlist(cameraId);
      return fetched.ok ? (listings.get(cameraId)?.newestMs ?? null) : null;
    },
  };
}

function listingOf(playlist: LivePlaylist): Listing {
  const numbers = playlist.segments.map((segment) => segment.number);
  return {
    first: Math.min(...numbers),
    last: Math.max(...numbers),
    newestMs: endOf(playlist.segments.at(-1)) ?? 0,
    hasParts: playlist.parts !== undefined,
  };
}

/** Listed now, or one window ago: a slow viewer is still served (RFC 8216, 6.2.2). */
function isRecent(listing: Listing, number: number): boolean {
  const span = listing.last - listing.first + 1;
  return Number.isSafeInteger(number) && number <= listing.last && number >= listing.first - span;
}
