import type { CameraFetch, CameraSource } from '#domain/camera-source.ts';
import { playlistFile, writeNearPlaylist } from './browser-playlist.ts';
import { partKey } from './file-names.ts';
import { failed } from './judge-media.ts';
import { createNearEdge, type NearEdge } from './near-edge.ts';
import { isListedPart, nextPlace } from './part-places.ts';
import type { SharedFetch } from './shared-fetch.ts';
import type { HeldBack, PlaylistFetch, Upstream } from './upstream.ts';

export type NearPicturesDeps = {
  list: (cameraId: string, heldBack?: HeldBack) => Promise<PlaylistFetch>;
  /** What is shown of a camera that hands out no parts. */
  playlist: (cameraId: string) => Promise<CameraFetch>;
  /** Whether its newest listing had parts; none is known before the first. */
  listsParts: (cameraId: string) => boolean;
  upstreamOf: (cameraId: string) => Upstream;
  shared: SharedFetch;
};

/** A part is asked for within seconds, or never. */
const partFreshMs = 15_000;

/** The pictures of cameras that hand out parts, for whoever wants them as soon as they are there. */
export function createNearPictures(
  deps: NearPicturesDeps,
): Pick<CameraSource, 'nearPlaylist' | 'part'> {
  const edges = new Map<string, NearEdge>();

  function edgeOf(cameraId: string): NearEdge {
    const load = (heldBack?: HeldBack) => deps.list(cameraId, heldBack);
    const edge = edges.get(cameraId) ?? createNearEdge(load, () => performance.now());
    edges.set(cameraId, edge);
    return edge;
  }

  return {
    nearPlaylist: async (cameraId, awaited, left) => {
      // Of most cameras this is all: the same fetch as everybody's.
      const whole = deps.listsParts(cameraId) ? null : await deps.playlist(cameraId);
      if (whole !== null && !deps.listsParts(cameraId)) return whole;
      const reached = await edgeOf(cameraId).reach(awaited, left);
      if (!reached.ok) return reached;
      const { parts } = reached.playlist;
      // It may have ceased to hand them out this very moment.
      return parts === undefined
        ? deps.playlist(cameraId)
        : playlistFile(writeNearPlaylist(reached.playlist, parts));
    },

    /** As with segments, only what is listed is asked for; and what will be listed next, once it is. */
    part: async (cameraId, { number, part }, left) => {
      if (!deps.listsParts(cameraId)) await deps.playlist(cameraId);
      if (!deps.listsParts(cameraId)) return failed('not-found');
      const edge = edgeOf(cameraId);
      const newest = await edge.newest();
      if (!newest.ok) return failed('unreachable');
      const next = nextPlace(newest.playlist);
      const isNext = number === next.number && part === next.part;
      const reached = isNext ? await edge.reach({ number, part }, left) : newest;
      if (!reached.ok) return reached;
      const load = deps.upstreamOf(cameraId).part;
      if (load === undefined || !isListedPart(reached.playlist, number, part))
        return failed('not-found');
      const key = `${cameraId}/${partKey(number, part)}`;
      return deps.shared(key, partFreshMs, () => load(cameraId, number, part));
    },
  };
}
