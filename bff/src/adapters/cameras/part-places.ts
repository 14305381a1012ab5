import type { AwaitedMedia } from '#domain/camera-source.ts';
import type { LivePlaylist } from './upstream-playlist.ts';

/** How far a playlist goes: its last complete segment, and how many parts of the next one it lists. */
function edgeOf({ segments, mediaSequence, parts }: LivePlaylist) {
  const last = segments.at(-1)?.number ?? mediaSequence - 1;
  return { last, open: parts?.of.get(last + 1)?.length ?? 0 };
}

/** The part that comes after all that are listed. */
export function nextPlace(playlist: LivePlaylist): { number: number; part: number } {
  const { last, open } = edgeOf(playlist);
  return { number: last + 1, part: open };
}

/** Whether it lists the segment or part, or a later one; a part beyond the last of its segment is the next one's first. */
export function hasMedia(playlist: LivePlaylist, { number, part }: AwaitedMedia): boolean {
  const { last, open } = edgeOf(playlist);
  if (number > last) return number === last + 1 && part !== null && part < open;
  const inSegment = playlist.parts?.of.get(number)?.length;
  const isBeyond = part !== null && inSegment !== undefined && part >= inSegment;
  return number < last || !isBeyond || open > 0;
}

/**
 * Whether it is further ahead than a player may ask for: more than two segments after the last one, or more parts
 * than make up three seconds, three at least (RFC 8216bis, 6.2.5.2).
 */
export function isTooFar(playlist: LivePlaylist, { number, part }: AwaitedMedia): boolean {
  const { last, open } = edgeOf(playlist);
  if (number <= last) return false;
  const advance = 3 / Math.min(1, playlist.parts?.targetS ?? 1);
  const listed = number === last + 1 ? open : 0;
  return number > last + 2 || (part ?? 0) + 1 - listed > advance;
}

export function isListedPart(playlist: LivePlaylist, number: number, part: number): boolean {
  return playlist.parts?.of.get(number)?.[part] !== undefined;
}

export function isFurther(playlist: LivePlaylist, before: LivePlaylist): boolean {
  const [now, then] = [edgeOf(playlist), edgeOf(before)];
  return now.last > then.last || (now.last === then.last && now.open > then.open);
}
